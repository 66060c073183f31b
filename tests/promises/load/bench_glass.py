"""From the picture being drawn to its standing on somebody's screen: `python -m pytest -s tests/promises/load/bench_glass.py`.

A clock is in the picture (24 bits of milliseconds, as black and white fields). A browser reads it from each frame that it shows, in the
hall (WebRTC) and on the page of the broadcast (fragments over a WebSocket), on the same machine and so by the same clock. Encoding,
forwarding or packaging, decoding and the players' own holding back are in it; camera, display and a real line are not.
The last line is one JSON object. Bounded: some forty seconds.
"""

from __future__ import annotations

import asyncio
import fractions
import json
import statistics
import time
from typing import Any

import av
import numpy as np
import pytest
import uvicorn
from aiortc import MediaStreamTrack
from playwright.async_api import Page
from tortoise.context import _current_context

from hearing_state.main.broadcast import open_broadcast
from hearing_state.main.dev import OrderlyServer
from hearing_state.main.hall import open_hall
from hearing_state.main.house import OpenHouse
from hearing_state.main.serving import UVICORN, application_in
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.live.carrying import Here
from meetings.live.media import Media
from tests.journeys.hall_people import FAKE_DEVICES
from tests.meetings.live.paper import RunningClock
from tests.meetings.media.peers import Tone, engine, speaks, until
from tests.meetings.world import at_moment, world
from tests.support.browser import DESK, chromium
from tests.support.processes import free_port

pytestmark = pytest.mark.browser
SECONDS, BITS, COLUMNS, ROWS = 12.0, 24, 8, 3
WIDTH, HEIGHT, PICTURES_A_SECOND = 640, 360, 15
# Of each frame: how long ago its clock was drawn, in ms. Frames that cannot be read (the card between two pictures) tell nonsense and are left out.
AGES = """async ([selector, seconds]) => {
  const video = document.querySelector(selector);
  const canvas = Object.assign(document.createElement("canvas"), {width: 640, height: 360});
  const drawn = canvas.getContext("2d", {willReadFrequently: true});
  const ages = [];
  const until = performance.now() + 1000 * seconds;
  while (performance.now() < until) {
    const shown = await new Promise((resolve) => {
      video.requestVideoFrameCallback(() => resolve(true));
      setTimeout(resolve, 500);
    });
    if (!shown) continue;
    const now = Date.now();
    drawn.drawImage(video, 0, 0, 640, 360);
    let told = 0;
    for (let bit = 0; bit < 24; bit++) {
      const [x, y] = [40 + 80 * (bit % 8), 60 + 120 * Math.floor(bit / 8)];
      if (drawn.getImageData(x, y, 1, 1).data[0] > 127) told += 2 ** bit;
    }
    const age = (now - told) % 2 ** 24;
    if (age > 0 && age < 10000) ages.push(age);
  }
  return ages;
}"""


class Clock(MediaStreamTrack):
    kind = "video"

    def __init__(self) -> None:
        super().__init__()
        self._at, self._start = 0, None

    async def recv(self) -> av.VideoFrame:
        loop = asyncio.get_running_loop()
        self._start = self._start or loop.time()
        await asyncio.sleep(max(0.0, self._start + self._at / PICTURES_A_SECOND - loop.time()))
        told = int(time.time() * 1000) % 2**BITS
        fields = np.array([235 if told >> bit & 1 else 16 for bit in range(BITS)], np.uint8).reshape(
            ROWS, COLUMNS
        )
        frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
        frame.planes[0].update(np.repeat(np.repeat(fields, HEIGHT // ROWS, 0), WIDTH // COLUMNS, 1).tobytes())
        for plane in frame.planes[1:]:
            plane.update(bytes([128]) * plane.buffer_size)
        frame.pts, frame.time_base = self._at * 90_000 // PICTURES_A_SECOND, fractions.Fraction(1, 90_000)
        self._at += 1
        return frame


async def test_a_clock_in_the_picture(own_database: str, settings: Any, as_: Any) -> None:
    here = await world(as_)
    meeting = await here.live()
    port = free_port()
    settings = settings.model_copy(
        update={"database_url": own_database, "site_url": f"http://127.0.0.1:{port}"}
    )
    house = OpenHouse(settings, RunningClock(meeting.starts_at), _current_context.get())
    await open_floor(at_moment(here.clerk, meeting.starts_at), OpenFloor(meeting=meeting.ref))
    async with engine() as media:

        async def started() -> Any:
            return media

        async with (
            open_hall(house, media=Media(Here(started))) as foyer,
            open_broadcast(house, lambda: media.rooms) as hub,
            chromium(*FAKE_DEVICES) as browser,
        ):
            options = {key: each for key, each in UVICORN.items() if key != "loop"}
            app = application_in(house, foyer=foyer, hub=hub)
            server = OrderlyServer(
                uvicorn.Config(app, host="127.0.0.1", port=port, lifespan="off", **options)
            )
            serving = asyncio.create_task(server.serve())
            await until(lambda: server.started)
            await media.open_room(meeting.ref)
            await media.give_floor(meeting.ref, "head")
            head = await speaks(media, meeting.ref, "head", Tone(440), Clock(), codec="H264")
            page = await browser.new_page(viewport=DESK)
            base = f"http://127.0.0.1:{port}/kk/meetings/{meeting.ref}"
            figures = {
                "webrtc": await _in_the_hall(page, base),
                "broadcast": await _at_the_broadcast(page, base),
            }
            await head.close()
            server.should_exit = True
            await serving
    print(json.dumps({"pictures_a_second": PICTURES_A_SECOND, **figures}))
    assert all(each["frames"] > SECONDS * PICTURES_A_SECOND / 3 for each in figures.values())


async def _in_the_hall(page: Page, base: str) -> dict[str, float]:
    await page.goto(f"{base}/hall")
    await page.locator("[data-hall-do=come]").click()
    video = "[data-hall-pictures] video:not([hidden])"
    await page.wait_for_selector(video, timeout=60_000)
    return _told(await page.evaluate(AGES, [video, SECONDS]))


async def _at_the_broadcast(page: Page, base: str) -> dict[str, float]:
    await page.goto(f"{base}/watch")
    await page.wait_for_selector("[data-broadcast][data-now=playing]", timeout=60_000)
    return _told(await page.evaluate(AGES, ["video", SECONDS]))


def _told(ages: list[float]) -> dict[str, float]:
    ranked = sorted(ages)
    return {
        "frames": len(ranked),
        "p50_ms": round(statistics.median(ranked)),
        "p95_ms": round(ranked[int(0.95 * len(ranked))]),
        "most_ms": round(ranked[-1]),
    }
