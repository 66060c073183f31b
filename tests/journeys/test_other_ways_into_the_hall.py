"""The hall for whoever has no script, no account, no mouse or no patience with her line: each takes part in full."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from tortoise.context import _current_context

from hearing_state.db import value
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.record.actions.open_poll import Offered, OpenPoll, open_poll
from tests.journeys import hall_people
from tests.journeys.hall_people import hears, now, said, sits_down, until, voice
from tests.meetings.live.paper import LiveHall
from tests.support.browser import check_access

pytestmark = pytest.mark.browser

VOTES = "SELECT count(*)::int FROM record_poll_vote"


@pytest.fixture
async def hall(own_database, settings, as_) -> AsyncIterator[LiveHall]:
    async with hall_people.open_hall(own_database, _current_context.get(), settings, as_) as made:
        clerk = now(made, made.world.clerk)
        await open_floor(clerk, OpenFloor(meeting=made.meeting.ref))
        options = tuple(Offered(text_kk=kk, text_ru=ru) for kk, ru in (("Иә", "Да"), ("Жоқ", "Нет")))
        wish = OpenPoll(
            meeting=made.meeting.ref, title_kk="Көпір жазда салынсын ба?", title_ru="Строить мост летом?", options=options
        )  # fmt: skip
        await open_poll(now(made, made.world.clerk), wish)
        yield made


async def comes_in(page: Page, hall: LiveHall, language: str) -> None:
    await page.goto(f"/{language}/meetings/{hall.meeting.ref}/lobby")
    await page.locator("main [name=place]").select_option(index=0)
    await page.locator("main [name=consent]").check()
    await page.get_by_role("button", name=said(language, "Go into the hall"), exact=True).click()
    await expect(page.locator("[data-hall-mine]")).to_be_visible()


async def test_everybody_takes_part_in_her_own_way(hall: LiveHall, tmp_path: Path) -> None:
    ref = hall.meeting.ref
    async with voice(hall, tmp_path, 440) as browser:
        akim = await sits_down(hall, browser, hall.world.akim, kind="desk")
        await akim.goto(f"/kk/meetings/{ref}/hall")
        await akim.locator("[data-hall-do=speak]").click()

        plain = await sits_down(hall, browser, hall.world.aigul, java_script_enabled=False)
        await without_scripts(plain, hall)

        daulet = await sits_down(hall, browser, hall.world.daulet, "ru")
        await a_choice_outlives_what_changes(daulet, plain, hall)
        await by_keyboard(daulet)

        guest = await sits_down(hall, browser, None)
        await guest.goto(f"/kk/meetings/{ref}/hall")
        await check_access(guest)
        await guest.locator("[data-hall-do=come]").click()
        await hears(guest, 440, seconds=60)

        await the_line_is_tried(daulet, hall)


async def without_scripts(aigul: Page, hall: LiveHall) -> None:
    """In, hand up, a vote, hand down: all by plain forms."""
    await comes_in(aigul, hall, "kk")
    await aigul.get_by_role("button", name=said("kk", "Raise my hand"), exact=True).click()
    words = said("kk", "You are number %(place)s in the queue") % {"place": 1}
    await expect(aigul.locator("[data-hall-mine]")).to_contain_text(words)
    await aigul.locator("[data-hall-part=polls] input[value='1']").check()
    await aigul.get_by_role("button", name=said("kk", "Vote"), exact=True).click()
    await expect(aigul.locator("main")).to_contain_text(
        said("kk", "Your vote is counted. You can change it until the poll is closed.")
    )
    assert await value(VOTES) == 1
    await aigul.goto(f"/kk/meetings/{hall.meeting.ref}/hall")


async def a_choice_outlives_what_changes(daulet: Page, aigul: Page, hall: LiveHall) -> None:
    """While he thinks, somebody else's hand goes down and the page is brought up to date: what he chose is still chosen."""
    await comes_in(daulet, hall, "ru")
    chosen = daulet.locator("[data-hall-part=polls] input[value='2']")
    await chosen.check()
    before = await daulet.locator("[data-hall-queue]").inner_text()
    await aigul.get_by_role("button", name=said("kk", "Take my hand down"), exact=True).click()
    await until(daulet.locator("[data-hall-queue]").inner_text, lambda text: text != before)
    await expect(chosen).to_be_checked()
    await daulet.get_by_role("button", name=said("ru", "Vote"), exact=True).click()
    await expect(daulet.get_by_role("button", name=said("ru", "Change my vote"), exact=True)).to_be_visible()
    assert await value(VOTES) == 2


async def by_keyboard(daulet: Page) -> None:
    hand = daulet.get_by_role("button", name=said("ru", "Raise my hand"), exact=True)
    await daulet.locator("body").press("Tab")
    for _step in range(60):
        if await hand.evaluate("each => each === document.activeElement"):
            break
        await daulet.keyboard.press("Tab")
    await expect(hand).to_be_focused()
    await daulet.keyboard.press("Enter")
    down = daulet.get_by_role("button", name=said("ru", "Take my hand down"), exact=True)
    await expect(down).to_be_visible()


async def the_line_is_tried(daulet: Page, hall: LiveHall) -> None:
    """From this machine to itself it carries sound and picture."""
    await daulet.goto(f"/ru/meetings/{hall.meeting.ref}/lobby")
    await daulet.locator("[data-lobby-do=line]").click()
    verdict = daulet.locator("[data-verdict] [data-line-told]:not([hidden])")
    found = await until(
        lambda: verdict.first.get_attribute("data-line-told"), lambda told: told != "trying", 60
    )
    assert found in {"video", "low"}
    await expect(daulet.locator("[data-figure=roundTrip]")).not_to_be_empty()
    await check_access(daulet)
