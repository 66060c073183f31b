"""Marina, Russian, no account: she reads what is overdue, who owes it, and checks the day herself."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import Meet
from tests.journeys.person import Person

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ["desk", "phone"])
async def test_she_finds_who_owes_it_and_counts_along(meet: Meet, kind: str) -> None:
    marina = await meet(kind, "ru")
    await marina.open("/")
    await marina.follow("section[aria-labelledby=in-country] .hs-tile--overdue a")
    await marina.follow("main .hs-list__title[href*='/questions/']")
    await marina.reads(marina.said("No answer by the legal day."))
    notice = marina.page.locator(".hs-notice--error")
    await expect(notice).to_contain_text("Ответ должен дать")
    await expect(notice).to_contain_text("Вышестоящий орган")
    due_on = await marina.page.locator(".hs-clock--detailed time").first.get_attribute("datetime")
    await marina.press("Why this date?", inside=".hs-clock")
    await she_counts_along(marina, str(due_on))
    await the_calculator_says_the_same(marina, str(due_on))


async def she_counts_along(marina: Person, due_on: str) -> None:
    table = marina.page.locator("section[aria-labelledby=counted]")
    await expect(table.locator(f'tr:has(time[datetime="{due_on}"])')).to_contain_text(
        marina.said("Last day", "deadline")
    )
    counted = await table.locator("td.hs-number").filter(has_text="15").count()
    skipped = await table.get_by_text(marina.said("not counted")).count()
    assert counted >= 1
    assert skipped >= 2


async def the_calculator_says_the_same(marina: Person, due_on: str) -> None:
    await marina.press("Work it out yourself")
    asked = parse_qs(urlsplit(marina.page.url).query)
    await expect(marina.page.locator("#day")).to_have_value(asked["day"][0])
    await marina.press("Work it out", inside="main")
    last = marina.page.locator("main tr", has=marina.page.locator("strong")).locator("time").last
    await expect(last).to_have_attribute("datetime", due_on)
