"""From the picture being drawn to its standing on somebody's screen: `python -m pytest -s tests/promises/load/bench_glass.py`.

A clock is in the picture (24 bits of milliseconds, as black and white fields). A browser reads it from each frame that it shows, in the
hall (WebRTC) and on the page of the broadcast (fragments over a WebSocket), on the same machine and so by the same clock. Encoding,
forwarding or packaging, decoding and the players' own holding back are in it; camera, display and a real line are not.

The head comes into the hall as everybody does and stays: a hall that nobody is in any more is closed, and its broadcast rests. Several rounds,
in turn here and there; figures begin with the first frame that plays. The last line is one JSON object. Bounded: some two minutes.
"""

from __future__ import annotations

import asyncio
import fractions
import json
import os
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import av
import numpy as np
import pytest
import uvicorn
from aiortc import MediaStreamTrack, RTCRtpSender, RTCSessionDescription
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
from tests.meetings.live.paper import Client, LiveHall, PaperFloor, RunningClock
from tests.meetings.media.peers import Person, Tone, engine, until
from tests.meetings.world import at_moment, world
from tests.support.browser import DESK, chromium
from tests.support.processes import free_port

pytestmark = pytest.mark.browser
ROUNDS, SECONDS = int(os.environ.get("HS_GLASS_ROUNDS", "3")), 8.0
BITS, COLUMNS, ROWS = 24, 8, 3
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
    """A camera: what it has no time for is left out, and each picture bears the moment at which it was taken."""

    kind = "video"

    def __init__(self) -> None:
        super().__init__()
        self._at, self._start = 0, None

    async def recv(self) -> av.VideoFrame:
        loop = asyncio.get_running_loop()
        self._start = self._start or loop.time()
        self._at = max(self._at + 1, int((loop.time() - self._start) * PICTURES_A_SECOND))
        await asyncio.sleep(max(0.0, self._start + self._at / PICTURES_A_SECOND - loop.time()))
        told = int(time.time() * 1000) % 2**BITS
        fields = np.array([235 if told >> bit & 1 else 16 for bit in range(BITS)], np.uint8).reshape(
            ROWS, COLUMNS
        )
        frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
        frame.planes[0].update(np.repeat(np.repeat(fields, HEIGHT // ROWS, 0), WIDTH // COLUMNS, 1).tobytes())
        for plane in frame.planes[1:]:
            plane.update(bytes([128]) * plane.buffer_size)
        frame.pts, frame.time_base = (
            round((loop.time() - self._start) * 90_000),
            fractions.Fraction(1, 90_000),
        )
        return frame


async def test_a_clock_in_the_picture(own_database: str, settings: Any, as_: Any) -> None:
    read: dict[str, list[list[float]]] = {"webrtc": [], "broadcast": []}
    async with (
        _house(own_database, settings, as_) as hall,
        hall.inside(hall.world.akim) as line,
        chromium(*FAKE_DEVICES) as browser,
    ):
        speaking = await _speaks(line)
        awake = asyncio.create_task(line.next("bye", seconds=3600))  # answers pings meanwhile
        page = await browser.new_page(viewport=DESK)
        base = f"{hall.origin}/kk/meetings/{hall.meeting.ref}"
        for _round in range(ROUNDS):
            read["webrtc"].append(await _in_the_hall(page, base))
            read["broadcast"].append(await _at_the_broadcast(page, base))
        awake.cancel()
        await speaking.close()
    told = {name: _told(rounds) for name, rounds in read.items()}
    print(json.dumps({"pictures_a_second": PICTURES_A_SECOND, "busy": os.getloadavg()[0], **told}))
    least = SECONDS * PICTURES_A_SECOND / 3
    assert all(len(ages) > least for rounds in read.values() for ages in rounds)


@asynccontextmanager
async def _house(own_database: str, settings: Any, as_: Any) -> AsyncIterator[LiveHall]:
    """With its hall, its media server and its broadcast, in a meeting that goes on."""
    here = await world(as_)
    meeting = await here.live()
    port = free_port()
    settings = settings.model_copy(
        update={"database_url": own_database, "site_url": f"http://127.0.0.1:{port}"}
    )
    clock = RunningClock(meeting.starts_at)
    house = OpenHouse(settings, clock, _current_context.get())
    await open_floor(at_moment(here.clerk, meeting.starts_at), OpenFloor(meeting=meeting.ref))
    async with engine() as media:

        async def started() -> Any:
            return media

        async with (
            open_hall(house, media=Media(Here(started))) as foyer,
            open_broadcast(house, lambda: media.rooms) as hub,
        ):
            options = {key: each for key, each in UVICORN.items() if key != "loop"}
            app = application_in(house, foyer=foyer, hub=hub)
            server = OrderlyServer(
                uvicorn.Config(app, host="127.0.0.1", port=port, lifespan="off", **options)
            )
            serving = asyncio.create_task(server.serve())
            await until(lambda: server.started)
            yield LiveHall(here, meeting, PaperFloor(), foyer, clock, settings, port)
            server.should_exit = True
            await serving


async def _speaks(line: Client) -> Person:
    """The head's device: a voice, and the clock in H.264."""
    person = Person()
    person.connection.addTransceiver(Tone(440), direction="sendonly")
    pictures = person.connection.addTransceiver(Clock(), direction="sendonly")
    known = RTCRtpSender.getCapabilities("video").codecs
    pictures.setCodecPreferences([each for each in known if each.name in {"H264", "rtx"}])
    await person.connection.setLocalDescription(await person.connection.createOffer())
    answer = await line.asks("publish", offer=person.connection.localDescription.sdp, sound="full")
    assert answer["t"] == "answer", answer
    await person.connection.setRemoteDescription(RTCSessionDescription(answer["answer"], "answer"))
    return await person.connected()


async def _in_the_hall(page: Page, base: str) -> list[float]:
    await page.goto(f"{base}/hall")
    await page.locator("[data-hall-do=come]").click()
    video = "[data-hall-pictures] video:not([hidden])"
    await page.wait_for_selector(video, timeout=60_000)
    return list(await page.evaluate(AGES, [video, SECONDS]))


async def _at_the_broadcast(page: Page, base: str) -> list[float]:
    await page.goto(f"{base}/watch")
    await page.wait_for_selector("[data-broadcast][data-now=playing]", timeout=60_000)
    return list(await page.evaluate(AGES, ["video", SECONDS]))


def _told(rounds: list[list[float]]) -> dict[str, Any]:
    ranked = sorted(age for ages in rounds for age in ages) or [-1.0]
    return {
        "frames": [len(ages) for ages in rounds],
        "p50_ms": round(statistics.median(ranked)),
        "p99_ms": round(ranked[int(0.99 * len(ranked))]),
        "p50_ms_by_round": [round(statistics.median(ages)) for ages in rounds if ages],
    }
