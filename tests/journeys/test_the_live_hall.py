"""The live hall in real browsers: in, heard, seen, hand up, the floor, and out again."""

from __future__ import annotations

import pytest
from playwright.async_api import expect
from tortoise.context import _current_context

from meetings.floor.actions.enter import Enter, enter
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from tests.agencies.country import QARAAUYL
from tests.journeys import hall_people
from tests.journeys.hall_people import hears, now, said, sees, sits_down, until, voice
from tests.meetings.live.paper import LiveHall
from tests.support.browser import DESK

pytestmark = pytest.mark.browser


@pytest.fixture
async def hall(own_database, settings, as_):
    async with hall_people.open_hall(own_database, _current_context.get(), settings, as_) as made:
        yield made


async def test_the_akim_is_heard_and_seen(hall: LiveHall, tmp_path):
    ref = hall.meeting.ref
    await open_floor(now(hall, hall.world.clerk), OpenFloor(meeting=ref))
    await enter(
        now(hall, hall.world.resident), Enter(meeting=ref, place=QARAAUYL, language="kk", consent=True)
    )
    async with voice(hall, tmp_path, 440) as one, voice(hall, tmp_path, 660) as two:
        akim = await sits_down(hall, one, hall.world.akim, kind="desk")
        aigul = await sits_down(hall, two, hall.world.aigul)
        for page in (akim, aigul):
            page.on("console", lambda message: print("CONSOLE", message.text))
            page.on("pageerror", lambda message: print("ERROR", message))
        await akim.goto(f"/kk/meetings/{ref}/hall")
        await aigul.goto(f"/kk/meetings/{ref}/hall")
        await akim.evaluate("sessionStorage.setItem('hall-devices', '{\"camera\": true}')")
        await akim.locator("[data-hall-do=speak]").click()
        await hears(aigul, 440)
        await sees(aigul, 1)
        await aigul.set_viewport_size(DESK)
        await aigul.reload()
        await hears(aigul, 440)
        await sees(aigul, 1)


async def test_one_press_is_enough_although_the_media_server_is_not_ready(hall: LiveHall, tmp_path):
    """What passes by itself is waited for: she is told so, and heard once it has passed."""
    await open_floor(now(hall, hall.world.clerk), OpenFloor(meeting=hall.meeting.ref))
    async with voice(hall, tmp_path, 440) as browser:
        akim = await sits_down(hall, browser, hall.world.akim, kind="desk")
        saule = await sits_down(hall, browser, None)
        for page in (akim, saule):
            await page.goto(f"/kk/meetings/{hall.meeting.ref}/hall")
        await saule.locator("[data-hall-do=come]").click()
        engine = (await hall.foyer.media.carrier.of(hall.meeting.id)).engine
        await until(lambda: engine.room_stats(hall.meeting.ref), lambda stats: len(stats.listeners) == 2)
        engine.admission.is_closing = True
        await akim.locator("[data-hall-do=speak]").click()
        waits = said("kk", "This server is being restarted. Your device moves to another one by itself.")
        await expect(akim.locator("[data-hall-refused]")).to_contain_text(waits)
        await expect(akim.locator("[data-hall-do=speak]")).to_be_hidden()
        engine.admission.is_closing = False
        await expect(akim.locator("[data-speaking=on]")).to_be_visible()
        await expect(akim.locator("[data-hall-refused]")).to_be_hidden()
        await hears(saule, 440)
