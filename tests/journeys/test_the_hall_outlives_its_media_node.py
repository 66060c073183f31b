"""H2 in browsers: the media server is killed in the middle of a speech. All are heard again within ten seconds, and nobody has lost her place."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from pydantic import SecretStr
from tortoise.context import _current_context

from hearing_state.db import row
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.live.floor_room import FloorRoom
from meetings.schedule.actions.finish import Finish, finish
from tests.journeys.hall_people import hears, now, said, sits_down, until, voice
from tests.meetings.live.paper import LiveHall, live_hall
from tests.support.processes import Process

pytestmark = [pytest.mark.browser, pytest.mark.process]

KEY = "the key that the halls and their nodes share"
NODES = ("media-1", "media-2")
BACK_SECONDS = 10.0
PLACED = (
    "SELECT n.name, p.moves FROM nodes_placement p JOIN nodes_node n ON n.id = p.node_id AND n.life = p.life"
)


@pytest.fixture
def nodes(own_database: str, tmp_path: Path) -> AsyncIterator[Mapping[str, Process]]:
    env = {
        "HS_DATABASE_URL": own_database,
        "HS_DATA_DIR": str(tmp_path),
        "HS_DEMO": "false",
        "HS_MEDIA_KEY": KEY,
    }
    with ExitStack() as stack:
        made = {}
        for name in NODES:
            made[name] = Process("media", {**env, "HS_MEDIA_NAME": name}, tmp_path / f"{name}.log").start()
            stack.callback(made[name].kill)
        for each in made.values():
            each.wait_until_ready()
        yield made


@pytest.fixture
async def hall(own_database, settings, as_, nodes, tmp_path) -> AsyncIterator[LiveHall]:
    settings = settings.model_copy(
        update={"media_carried": "nodes", "media_key": SecretStr(KEY), "data_dir": tmp_path}
    )
    context = _current_context.get()
    async with live_hall(own_database, context, settings, as_, kept=FloorRoom(), runs=True) as made:
        await open_floor(now(made, made.world.clerk), OpenFloor(meeting=made.meeting.ref))
        yield made


async def test_the_media_server_is_killed_and_all_are_heard_again(
    hall: LiveHall, nodes: Mapping[str, Process], tmp_path: Path
) -> None:
    address = f"/kk/meetings/{hall.meeting.ref}"
    async with voice(hall, tmp_path, 440) as browser:
        akim = await sits_down(hall, browser, hall.world.akim, kind="desk")
        await akim.goto(f"{address}/hall")
        await akim.locator("[data-hall-do=speak]").click()
        aigul = await sits_down(hall, browser, hall.world.aigul)
        await raises_her_hand(aigul, address)
        guest = await sits_down(hall, browser, None)
        await guest.goto(f"{address}/hall")
        await guest.locator("[data-hall-do=come]").click()
        for each in (aigul, guest):
            await hears(each, 440, seconds=60)
        first = await row(PLACED)

        nodes[first["name"]].kill()
        killed_at = time.monotonic()
        await until(lambda: row(PLACED), lambda found: found and found["name"] != first["name"])
        for each in (aigul, guest):
            await each.evaluate("window.ears = undefined")
            await hears(each, 440)
        gap = time.monotonic() - killed_at
        print(f"\nheard again {gap:.1f} s after the kill")
        assert gap <= BACK_SECONDS
        assert (await row(PLACED))["moves"] == 1
        await expect(aigul.locator("[data-hall-mine]")).to_contain_text(_number_one())
        await finish(now(hall, hall.world.clerk), Finish(meeting=hall.meeting.ref))


async def raises_her_hand(aigul: Page, address: str) -> None:
    await aigul.goto(f"{address}/lobby")
    await aigul.locator("main [name=place]").select_option(index=0)
    await aigul.locator("main [name=consent]").check()
    await aigul.get_by_role("button", name=said("kk", "Go into the hall"), exact=True).click()
    await aigul.get_by_role("button", name=said("kk", "Raise my hand"), exact=True).click()
    await expect(aigul.locator("[data-hall-mine]")).to_contain_text(_number_one())


def _number_one() -> str:
    return said("kk", "You are number %(place)s in the queue") % {"place": 1}
