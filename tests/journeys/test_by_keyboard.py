"""Somebody who cannot use a mouse: skip link first, focus always seen, asking and the board by Tab and Enter alone."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import Meet
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

TABS_MAX = 60
FOCUSED = """() => {
  const each = document.activeElement, look = getComputedStyle(each);
  return {
    text: (each.innerText || '').trim(), name: each.name || '', href: each.getAttribute('href') || '',
    ringed: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0 || look.boxShadow !== 'none',
    inSight: each.getBoundingClientRect().width > 0,
  };
}"""


async def test_asking_begins_by_keyboard(meet: Meet) -> None:
    person = await meet("desk", "kk")
    await person.open("/")
    await the_skip_link_comes_first(person)
    await tab_to(person, href="/kk/ask")
    await enter(person)
    await tab_to(person, name="q")
    await person.page.keyboard.type("караауыл")
    await enter(person)
    await tab_to(person, text=person.said("Choose"))
    await enter(person)
    await tab_to(person, name="topic")
    await person.page.keyboard.press("ArrowDown")
    await tab_to(person, name="title")
    await person.page.keyboard.type("Көше шамы қашан жанады?")
    await tab_to(person, name="text")
    await person.page.keyboard.type("Абай көшесінде шам бір айдан бері жанбайды.")
    await tab_to(person, text=person.said("Continue"))
    await enter(person)
    await expect(person.page.locator("h1")).to_contain_text(person.said("Do you ask for several things?"))


async def test_the_board_is_walked_by_keyboard(meet: Meet) -> None:
    person = await meet("desk", "ru")
    await person.open("/deadlines")
    await tab_to(person, href="tab=overdue")
    await enter(person)
    await tab_to(person, href="/ru/questions/Q-")
    await enter(person)
    await expect(person.page.locator(".hs-clock--detailed").first).to_be_visible()


async def the_skip_link_comes_first(person: Person) -> None:
    await person.page.keyboard.press("Tab")
    first = await person.page.evaluate(FOCUSED)
    assert first["text"] == person.said("Skip to the content")
    assert first["ringed"]
    await person.page.keyboard.press("Enter")
    assert await person.page.evaluate("document.activeElement.id") == "main"


async def tab_to(person: Person, *, href: str = "\0", name: str = "\0", text: str = "\0") -> None:
    """Tab until there; every stop on the way can be seen."""
    for _ in range(TABS_MAX):
        await person.page.keyboard.press("Tab")
        at = await person.page.evaluate(FOCUSED)
        assert at["ringed"], f"focus cannot be seen on {at}"
        if href in at["href"] or at["name"] == name or (text in at["text"]):
            assert at["inSight"], at
            return
    raise AssertionError(f"not reached by Tab: {href or name or text}")


async def enter(person: Person) -> None:
    async with person.page.expect_navigation():
        await person.page.keyboard.press("Enter")
    await person.look()
