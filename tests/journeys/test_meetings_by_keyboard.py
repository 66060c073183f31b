"""Somebody who cannot use a mouse registers for a meeting and withdraws again: Tab, Space, arrows and Enter alone."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from meetings.schedule.demo import VILLAGE
from tests.journeys.conftest import Meet
from tests.journeys.person import Person
from tests.journeys.test_by_keyboard import enter, tab_to

pytestmark = pytest.mark.browser

CONTACT = "keyboard.alone@example.kz"
MEETING = "Қараауыл ауылы: қоқыс шығару және тазалық"


async def test_she_registers_and_withdraws_by_keyboard(meet: Meet) -> None:
    person = await meet("desk", "kk")
    await person.open(f"/places/{VILLAGE}")
    await tab_to(person, text=MEETING)
    await enter(person)
    await tab_to(person, text=person.said("Register"))
    await enter(person)
    await signs_in_on_the_way(person)
    await registers(person)
    await withdraws(person)


async def signs_in_on_the_way(person: Person) -> None:
    await tab_to(person, text=person.said("Sign in and register"))
    await enter(person)
    await tab_to(person, name="contact")
    await person.page.keyboard.type(CONTACT)
    await enter(person)
    await tab_to(person, name="code")
    await person.page.keyboard.type(await person.code_from_mailbox(CONTACT))
    await enter(person)


async def registers(person: Person) -> None:
    await tab_to(person, name="wishes")
    await person.page.keyboard.press("Space")
    await expect(person.page.locator("main [name=wishes]:checked")).to_have_count(1)
    await tab_to(person, name="note")
    await person.page.keyboard.type("Экран оқитын бағдарламамен қатысамын.")
    await tab_to(person, text=person.said("Register"))
    await enter(person)
    await expect(person.page.locator("h1")).to_contain_text(person.said("My registration"))
    await person.reads("Экран оқитын бағдарламамен қатысамын.")


async def withdraws(person: Person) -> None:
    await tab_to(person, text=person.said("Withdraw"))
    await enter(person)
    await expect(person.page.locator("h1")).to_contain_text(person.said("Withdraw from the meeting?"))
    await tab_to(person, text=person.said("Withdraw"))
    await enter(person)
    await person.reads(person.said("You have withdrawn. You may register again while registration is open."))
