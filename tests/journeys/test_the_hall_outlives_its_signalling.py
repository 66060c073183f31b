"""H2 in browsers, the signalling's half: the process that carries the hall's sockets is killed in the middle of a speech. All are back by
themselves, sound comes on from the media node, and nobody has lost her place in the queue.

As it is installed: media node and halls are processes of their own, nginx stands before them and the pages.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, WebSocket, expect
from pydantic import SecretStr
from tortoise.context import _current_context

from hearing_state.clock import ALMATY, SystemClock
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.live.floor_room import FloorRoom
from meetings.schedule.actions.finish import Finish, finish
from tests.deploy.front_door import PROGRAM, wait_for
from tests.journeys.hall_people import hears, now, sits_down, until, voice
from tests.journeys.test_the_hall_outlives_its_media_node import KEY, _number_one, raises_her_hand
from tests.meetings.live.paper import LiveHall, live_hall
from tests.support.processes import Process, free_port
from tests.support.signalling import worker_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.process,
    pytest.mark.skipif(PROGRAM is None, reason="nginx is not installed (Debian: nginx-light)"),
]

PROMISED_SECONDS = 3.0
PATIENCE = 90.0
NGINX = """daemon off; pid {folder}/pid; error_log {folder}/errors;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  proxy_set_header Host $http_host;
  server {{
    listen 127.0.0.1:{front};
    location = /live {{
      proxy_pass http://127.0.0.1:{live}; proxy_http_version 1.1; proxy_read_timeout 60s;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;
    }}
    location / {{ proxy_pass http://127.0.0.1:{pages}; }}
  }}
}}
"""


@pytest.fixture
def signalling(own_database: str, tmp_path: Path) -> Iterator[Process]:
    """Told nothing yet of where the site is: started by the hall."""
    front = free_port()
    env = {
        "HS_DATABASE_URL": own_database, "HS_DATA_DIR": str(tmp_path), "HS_DEMO": "false", "HS_MEDIA_KEY": KEY, "HS_MEDIA_NAME": "media-1",
        "HS_MEDIA_CARRIED": "nodes", "HS_SITE_URL": f"http://127.0.0.1:{front}", "HS_SECRET_KEY": "t" * 40, "HS_DIGEST_KEY": "u" * 40,
    }  # fmt: skip
    with ExitStack() as stack:
        live = Process("live", env, tmp_path / "live.log", port=free_port())
        for each in (Process("media", env, tmp_path / "media.log"), live):
            stack.callback(each.start().kill)
            each.wait_until_ready(PATIENCE)
        yield live


@pytest.fixture
async def hall(own_database, settings, as_, signalling, tmp_path) -> AsyncIterator[LiveHall]:
    settings = settings.model_copy(
        update={"media_carried": "nodes", "media_key": SecretStr(KEY), "data_dir": tmp_path}
    )
    front = int(signalling.env["HS_SITE_URL"].rpartition(":")[2])
    async with live_hall(
        own_database, _current_context.get(), settings, three_weeks_ago(as_), kept=FloorRoom(), runs=True,
        begins=SystemClock().now().astimezone(ALMATY), front=front,
    ) as made:  # fmt: skip
        await open_floor(now(made, made.world.clerk), OpenFloor(meeting=made.meeting.ref))
        with nginx(tmp_path / "nginx", front=front, live=signalling.port, pages=made.own_port):
            yield made


def three_weeks_ago(as_: Any) -> Callable[..., Any]:
    """Whoever plans and announces the meeting does so in time."""

    def then(*who: Any, **more: Any) -> Any:
        return replace(as_(*who, **more), now=SystemClock().now() - timedelta(days=21))

    return then


@contextmanager
def nginx(folder: Path, **ports: int) -> Iterator[None]:
    folder.mkdir()
    path = folder / "nginx.conf"
    itself = "user root;\n" if os.geteuid() == 0 else ""
    path.write_text(itself + NGINX.format(folder=folder, **ports))
    process = subprocess.Popen(
        [str(PROGRAM), "-c", str(path), "-p", str(folder)], stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for(ports["front"], process)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=10)


class Back:
    """When the hall last welcomed this page, and how often."""

    def __init__(self, page: Page) -> None:
        self.times = 0
        self.at = 0.0
        page.on("websocket", self._opened)

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._heard)

    def _heard(self, frame: str | bytes) -> None:
        if '"t":"welcome"' in str(frame):
            self.times, self.at = self.times + 1, time.monotonic()

    async def again(self, times: int) -> float:
        async def asked() -> int:
            return self.times

        await until(asked, lambda found: found > times, PATIENCE)
        return self.at


async def test_the_halls_process_is_killed_and_all_are_back_in_their_places(
    hall: LiveHall, signalling: Process, tmp_path: Path
) -> None:
    address = f"/kk/meetings/{hall.meeting.ref}"
    async with voice(hall, tmp_path, 440) as browser:
        akim, aigul, guest = [
            await sits_down(hall, browser, who, kind=kind)
            for who, kind in ((hall.world.akim, "desk"), (hall.world.aigul, "phone"), (None, "phone"))
        ]
        for each in (akim, aigul, guest):
            each.set_default_timeout(PATIENCE * 1000)
        backs = [Back(each) for each in (akim, aigul, guest)]
        await akim.goto(f"{address}/hall")
        await akim.locator("[data-hall-do=speak]").click()
        await raises_her_hand(aigul, address)
        await guest.goto(f"{address}/hall")
        await guest.locator("[data-hall-do=come]").click()
        for each in (aigul, guest):
            await hears(each, 440, seconds=PATIENCE)
        before = [each.times for each in backs]

        os.kill(worker_of(signalling), signal.SIGKILL)
        killed_at = time.monotonic()
        back = max(
            await asyncio.gather(*(one.again(times) for one, times in zip(backs, before, strict=True)))
        )
        for each in (aigul, guest):
            await each.evaluate("window.ears = undefined")
            await hears(each, 440, seconds=PATIENCE)
        heard = time.monotonic()
        print(
            f"\nall welcomed again {back - killed_at:.1f} s after the kill (promised: {PROMISED_SECONDS:.0f}), "
            f"all hear the akim by then {heard - killed_at:.1f} s, load {os.getloadavg()[0]:.1f}"
        )
        await expect(aigul.locator("[data-hall-mine]")).to_contain_text(_number_one())
        await expect(aigul.locator("[data-trouble=cut]")).to_be_hidden()
        await expect(akim.locator("[data-speaking=on]")).to_be_visible()
        await finish(now(hall, hall.world.clerk), Finish(meeting=hall.meeting.ref))
