"""Daulet has no seat and no account: he opens the page and sees and hears the meeting; his line breaks, and it goes on."""

import asyncio
from contextlib import asynccontextmanager

import pytest
import uvicorn

from hearing_state.clock import FrozenClock
from hearing_state.main.broadcast import open_broadcast
from hearing_state.main.dev import OrderlyServer
from hearing_state.main.house import OpenHouse
from hearing_state.main.serving import UVICORN, application_in
from tests.meetings.media.peers import Colour, Tone, engine, speaks, until
from tests.meetings.world import world
from tests.support.browser import PHONE, check_access, chromium
from tests.support.processes import free_port

pytestmark = pytest.mark.browser
LOUDEST = """async () => {
  const video = document.querySelector("video");
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  analyser.fftSize = 8192;
  audio.createMediaElementSource(video).connect(analyser);
  const bins = new Float32Array(analyser.frequencyBinCount);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    analyser.getFloatFrequencyData(bins);
    const best = bins.indexOf(Math.max(...bins));
    if (bins[best] > -50) return (best * audio.sampleRate) / analyser.fftSize;
  }
}"""
MIDDLE = """() => {
  const video = document.querySelector("video");
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  const drawn = canvas.getContext("2d");
  drawn.drawImage(video, 0, 0);
  return [canvas.width, canvas.height, drawn.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[0]];
}"""
FRAMES = "() => document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames"
NOW = "[data-broadcast][data-now='{}']"


async def holds(page, asked, is_so):
    """Asked from outside: the page's policy lets no text be run in it."""
    async with asyncio.timeout(30):
        while not is_so(await page.evaluate(asked)):
            await asyncio.sleep(0.05)


@asynccontextmanager
async def live_house(db, settings, as_):
    """A house on a port of this machine with a meeting that goes on, and a media server beside it."""
    here = await world(as_)
    meeting = await here.live()
    port = free_port()
    settings = settings.model_copy(update={"site_url": f"http://127.0.0.1:{port}"})
    house = OpenHouse(settings, FrozenClock(meeting.starts_at), db)
    async with engine() as media:
        rooms = {}
        async with open_broadcast(house, lambda: rooms) as hub:
            options = {key: each for key, each in UVICORN.items() if key != "loop"}
            app = application_in(house, hub=hub)
            server = OrderlyServer(
                uvicorn.Config(app, host="127.0.0.1", port=port, lifespan="off", **options)
            )
            serving = asyncio.create_task(server.serve())
            await until(lambda: server.started)
            await media.open_room(meeting.ref)
            await media.give_floor(meeting.ref, "head")
            rooms.update(media.rooms)
            try:
                yield meeting, media, hub, port, rooms
            finally:
                rooms.clear()
                server.should_exit = True
                await serving


async def test_a_visitor_sees_and_hears_it_and_a_broken_line_does_not_end_it(db, settings, as_):
    async with (
        live_house(db, settings, as_) as (meeting, media, hub, port, rooms),
        chromium("--autoplay-policy=no-user-gesture-required") as browser,
    ):
        head = await speaks(media, meeting.ref, "head", Tone(440), Colour(200, 320, 180), codec="H264")
        page = await browser.new_page(viewport=PHONE)
        faults = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        await page.goto(f"http://127.0.0.1:{port}/kk/meetings/{meeting.ref}/watch")
        await page.wait_for_selector(NOW.format("playing"))
        await holds(page, FRAMES, lambda count: count > 30)
        width, height, light = await page.evaluate(MIDDLE)
        assert (width, height) == (320, 180)
        assert light > 150
        assert await page.evaluate(LOUDEST) == pytest.approx(440, abs=12)
        assert hub.readers == 1
        await check_access(page)
        # The check holds the page up for long, and it may just be coming back.
        await until(lambda: hub.readers == 1)
        hub.put(meeting.ref, None)  # the process that sends is started anew: everybody's line ends
        await page.wait_for_selector(NOW.format("over"))
        await page.reload()
        await page.wait_for_selector(NOW.format("playing"))
        await holds(page, FRAMES, lambda count: count > 15)
        await head.close()
        await holds(
            page, "() => document.querySelector('video').videoWidth", lambda width: width == 640
        )  # the card
        before = await page.evaluate(FRAMES)
        await holds(page, FRAMES, lambda count: count > before + 5)
        rooms.clear()  # nobody is in the hall any more, and then they are back: the page goes on by itself
        await page.wait_for_selector(NOW.format("waiting"))
        rooms.update(media.rooms)
        await page.wait_for_selector(NOW.format("playing"))
        before = await page.evaluate(FRAMES)
        await holds(page, FRAMES, lambda count: count > before + 5)
        assert faults == []
        assert await page.locator("a[href$='/hall']").count() >= 1
