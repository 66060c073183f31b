"""The live hall in real browsers: in, heard, seen, hand up, the floor, and out again."""

from __future__ import annotations

import pytest
from tortoise.context import _current_context

from meetings.floor.actions.enter import Enter, enter
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from tests.agencies.country import QARAAUYL
from tests.journeys import hall_people
from tests.journeys.hall_people import hears, now, sees, sits_down, voice
from tests.meetings.live.paper import LiveHall

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
    async with voice(tmp_path, 440) as one, voice(tmp_path, 660) as two:
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
        await akim.screenshot(path="/tmp/hall-akim.png")
        await aigul.screenshot(path="/tmp/hall-aigul.png")
