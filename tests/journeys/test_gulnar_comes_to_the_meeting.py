"""Gulnar, a phone, Kazakh: she finds the next meeting of her village, registers, asks ahead, and hears at once when it is moved."""

from __future__ import annotations

import asyncio
import re
from datetime import date, timedelta

import pytest
from playwright.async_api import expect

from meetings.schedule.demo import VILLAGE
from tests.journeys.conftest import Meet
from tests.journeys.person import REF, Person

pytestmark = pytest.mark.browser

MEETING = "Қараауыл ауылының тұрғындарымен кездесу"
ASKED = "Мектепке баратын жолды биыл жөндейсіздер ме?"
TWIN = "Мектепке баратын жол қашан жөнделеді?"
NEIGHBOURS = "Ауылдың шетінде интернет жоқ, мұнара қашан қойылады?"
NOTE = "Анам естімейді, ымдау тілінің аудармашысына жақын отырамыз."
REASON = "Мәдениет үйінде жылу жүйесі жөнделіп жатыр, кездесу бір аптадан кейін өтеді."
LETTERS_COME_WITHIN_SECONDS = 20


async def test_she_takes_part_and_hears_that_it_was_moved(meet: Meet) -> None:
    gulnar = await meet("phone", "kk")
    meeting = await finds_the_meeting(gulnar, MEETING)
    await registers(gulnar, "gulnar.phone@example.kz", mode="hall")
    ref = await asks_ahead(gulnar, meeting)
    await a_moderator_reads_it(await meet("desk", "kk"), ref)
    await the_list_shows_it_in_its_order(gulnar, meeting)
    await supports_the_neighbours(gulnar)
    await both_wait_among_her_own_pages(gulnar, meeting)
    moved_to = await the_office_moves_it(await meet("desk", "kk"), meeting)
    await she_is_told(gulnar, "gulnar.phone@example.kz", meeting, moved_to)


async def finds_the_meeting(person: Person, title: str) -> str:
    """From the page of her village to the meeting; returns its address without the language."""
    await person.open(f"/places/{VILLAGE}")
    await person.reads(person.said("When do they meet us?"))
    await person.follow(
        person.page.locator("section[aria-labelledby=meetings-here]").get_by_role("link", name=title)
    )
    return person.page.url.partition(f"/{person.language}/")[2]


async def registers(person: Person, contact: str, *, mode: str = "") -> None:
    """The way to sign in leads back here; then with a wish for an interpreter and a note."""
    await person.press("Register", inside="main")
    await person.press("Sign in and register", inside="main")
    await person.write("contact", contact)
    await person.press("Send the code")
    await person.write("code", await person.code_from_mailbox(contact))
    await person.press("Sign in", "people", inside="main")
    await expect(person.page.locator("h1")).to_contain_text(person.said("Register for the meeting"))
    if mode:
        await person.choose("mode", mode)
    await person.choose("wishes", "sign_language")
    await person.write("note", NOTE)
    await person.press("Register", inside="main form")
    await person.reads(
        person.said("You are registered. The same stands in a letter to you, and you will be reminded within a day of the meeting."),
        person.said("Sign language interpretation"), NOTE,
    )  # fmt: skip


async def asks_ahead(person: Person, meeting: str) -> str:
    """A neighbour's question of the same kind is shown to her first; hers goes all the same. Returns the number of her slip."""
    await person.press("To the meeting", inside="main")
    await person.press("Ask ahead", inside="main")
    await person.press("Send the question", inside="main")  # too early: nothing is written yet
    await expect(person.page.locator("#error-summary")).to_be_visible()
    await person.write("text", ASKED)
    await person.choose("topic", "roads")
    await person.press("Send the question", inside="main")
    await person.reads(person.said("Was this asked already?"), TWIN, ASKED)
    await person.press("Send mine all the same", inside="main")
    number = await person.page.locator(".hs-slip-number strong").inner_text()
    assert REF.fullmatch(number)
    await person.open(f"/{meeting}/questions")
    assert ASKED not in await person.page.locator("main").inner_text(), "nobody has read it yet"
    return number


async def a_moderator_reads_it(asel: Person, ref: str) -> None:
    await asel.sign_in_as_staff("moderator2")
    await asel.open("/console/meeting-questions")
    await asel.follow(
        asel.page.locator(f"[id='{ref}']").get_by_role("button", name=asel.said("Publish"), exact=True)
    )
    await expect(asel.page.locator(".hs-notice--success")).to_contain_text(ref)


async def the_list_shows_it_in_its_order(person: Person, meeting: str) -> None:
    """Hers stands on the public list with its number, and the rule beside it."""
    await person.open(f"/{meeting}/questions")
    own = person.page.locator(".hs-ahead", has_text=ASKED)
    await expect(own.locator(".hs-ahead__number")).to_contain_text(re.compile(r"\d"))
    await expect(own).to_contain_text(person.said("yours"))
    await person.page.get_by_text(person.said("How the order is made")).click()
    await person.reads(
        person.said("What more residents support stands higher. Everybody counts once: whoever asked it, asked the same in other words, or supports it."),
        person.said("Then what was asked earlier."),
    )  # fmt: skip
    await person.look()


async def supports_the_neighbours(person: Person) -> None:
    line = person.page.locator(".hs-ahead", has_text=NEIGHBOURS)
    before = int(await line.locator(".hs-ahead__votes strong").inner_text())
    await person.follow(line.locator(".hs-ahead__votes button"))
    await expect(line.locator(".hs-ahead__votes strong")).to_have_text(str(before + 1))
    await expect(line.locator(".hs-ahead__votes button")).to_contain_text(person.said("Take my support back"))


async def both_wait_among_her_own_pages(person: Person, meeting: str) -> None:
    await person.open("/me")
    await person.press("My meetings", inside="main")
    await expect(person.page.locator(f"main a[href*='/{meeting}/registration']")).to_be_visible()
    await person.open("/me")
    await person.press("My questions to meetings", inside="main")
    await person.reads(ASKED)


async def the_office_moves_it(zhanar: Person, meeting: str) -> date:
    """Without a reason it is refused; with one it is moved. Returns the new day."""
    await zhanar.sign_in_as_staff("official.okrug")
    await zhanar.open(f"/console/{meeting}")
    await zhanar.press("Move to another hour", inside="main")
    first = date.fromisoformat(await zhanar.page.locator("[name=on]").get_attribute("min") or "")
    moved_to = first + timedelta(days=21 - first.weekday() + 2)  # a Wednesday, at least a fortnight ahead
    await zhanar.write("on", moved_to.isoformat())
    await zhanar.write("time", "18:00")
    await zhanar.write("minutes", "90")
    await zhanar.press("Move the meeting", inside="main form")
    await expect(zhanar.page.locator("#error-summary")).to_be_visible()  # no reason is given
    await zhanar.write("reason", REASON)
    await zhanar.press("Move the meeting", inside="main form")
    await zhanar.reads(REASON)
    return moved_to


async def she_is_told(person: Person, contact: str, meeting: str, moved_to: date) -> None:
    """By letter, on the meeting's page, and on her own."""
    await letter_says(person, contact, REASON)
    await person.open(f"/{meeting}")
    await person.reads(person.said("The meeting was moved."), REASON)
    await expect(person.page.locator(f".hs-when time[datetime^='{moved_to.isoformat()}']")).to_be_visible()
    await person.open("/my/meetings")
    await expect(person.page.locator("main .hs-list")).to_contain_text("18:00")


async def letter_says(person: Person, contact: str, words: str) -> None:
    """It lies in the mailbox before long: a job of the house writes it."""
    mailbox = Person(await person.page.context.new_page(), person.language)
    for _ in range(LETTERS_COME_WITHIN_SECONDS):
        await mailbox.open(f"/mailbox?contact={contact}")
        await mailbox.follow("main .hs-list a")
        if words in await mailbox.page.locator(".hs-letter").inner_text():
            await mailbox.page.close()
            return
        await asyncio.sleep(1)
    raise AssertionError(f"no letter to {contact} says: {words}")


async def test_an_old_phone_without_scripts_takes_part_too(meet: Meet) -> None:
    gulnar = await meet("phone", "kk", javascript=False)
    meeting = await finds_the_meeting(gulnar, "Қараауыл ауылы: қоқыс шығару және тазалық")
    await registers(gulnar, "gulnar.old.phone@example.kz")
    await gulnar.open(f"/{meeting}/questions")
    await supports_another(gulnar)
    await gulnar.open("/my/meetings")
    await expect(gulnar.page.locator(f"main a[href*='/{meeting}/registration']")).to_be_visible()


async def supports_another(person: Person) -> None:
    line = person.page.locator(".hs-ahead", has_text="Шәкәрім көшесіне")
    await person.follow(line.locator(".hs-ahead__votes button"))
    await expect(line.locator(".hs-ahead__votes button")).to_contain_text(person.said("Take my support back"))
