"""Dinara interprets; a guest hears her, and under her the akim, as quiet as the guest wishes it. By frequency and level of what reaches the
loudspeaker. On our own media server and on Janus.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect
from tortoise.context import _current_context

from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.live.carrying import Here
from meetings.live.floor_room import FloorRoom
from meetings.live.media import Media
from meetings.media.embedded import EmbeddedEngine, Place
from meetings.media.janus.engine import JanusEngine
from meetings.media.janus.process import JanusPlace
from tests.journeys.hall_people import now, said, sits_down, until, voice
from tests.journeys.test_six_people_in_one_hall import DEVICE
from tests.meetings.live.paper import LiveHall, live_hall
from tests.meetings.live.test_interpretation import Task, appointed
from tests.meetings.media.engines import own_address
from tests.meetings.media.peers import QUIET
from tests.support.browser import check_access

pytestmark = pytest.mark.browser

AKIM, DINARA = 440, 1250
NOTHING = -75.0
WITHIN = 1.5
PATIENCE = 60_000
"""Milliseconds; a machine that does much else is slow and no proof of anything."""
# What plays on the page, tone by tone, in decibels: as it came (the loudest of all that is received), and as it reaches the loudspeaker
# (elements that are not muted, by their volume, and all that Web Audio plays).
LOUDNESS = """() => {
  const connect = AudioNode.prototype.connect;
  const played = [];
  const listening = (source) => {
    const analyser = source.context.createAnalyser();
    analyser.fftSize = 8192;
    analyser.smoothingTimeConstant = 0;
    connect.call(source, analyser);
    return analyser;
  };
  AudioNode.prototype.connect = function (target, ...more) {
    if (target instanceof AudioDestinationNode) played.push(listening(this));
    return connect.call(this, target, ...more);
  };
  const of = new WeakMap();
  let context = null;
  window.loudness = async (tones) => {
    context ??= new AudioContext();
    await context.resume();
    const elements = [...document.querySelectorAll('audio')].filter(each => each.srcObject && !each.paused);
    for (const each of elements) if (!of.has(each)) of.set(each, listening(context.createMediaStreamSource(each.srcObject)));
    const level = (analyser, hertz) => {
      const levels = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(levels);
      const at = Math.round(hertz * analyser.fftSize / analyser.context.sampleRate);
      return Math.max(-200, ...levels.slice(at - 2, at + 3));
    };
    return tones.map(hertz => {
      const came = elements.map(each => level(of.get(each), hertz));
      const plain = elements.map((each, at) => each.muted ? -200 : came[at] + 20 * Math.log10(each.volume));
      return {came: Math.max(-200, ...came), heard: Math.max(-200, ...plain, ...played.map(each => level(each, hertz)))};
    });
  };
}"""


def _embedded(host: str) -> Any:
    return EmbeddedEngine.rehearsed(Place(host), QUIET)


def _janus(host: str) -> Any:
    return JanusEngine.start(JanusPlace(host), QUIET)


@pytest.fixture(params=["embedded", "janus"])
async def hall(request: pytest.FixtureRequest, own_database, settings, as_) -> AsyncIterator[LiveHall]:
    start, host = {"embedded": (_embedded, "127.0.0.1"), "janus": (_janus, own_address())}[request.param]
    media, database = Media(Here(lambda: start(host))), _current_context.get()
    async with live_hall(
        own_database, database, settings, as_, media=media, kept=FloorRoom(), runs=True, host=host
    ) as made:
        await open_floor(now(made, made.world.clerk), OpenFloor(meeting=made.meeting.ref))
        yield made


async def test_the_floor_is_heard_under_the_interpreter_as_quiet_as_the_listener_wishes(
    hall: LiveHall, tmp_path: Path
) -> None:
    dinara = await appointed(hall, Task.INTERPRETATION, "ru")
    async with voice(hall, tmp_path, AKIM) as browser:
        akim = await sits_down(hall, browser, hall.world.akim, kind="desk")
        akim.set_default_timeout(PATIENCE)
        await akim.add_init_script(f"({DEVICE})({AKIM})")
        await akim.goto(f"/kk/meetings/{hall.meeting.ref}/hall")
        await akim.locator("[data-hall-do=speak]").click()
        booth = await takes_the_microphone(hall, browser, dinara.actor.person_id)
        guest = await comes_to_listen(hall, browser)
        await hears_under(guest, 0.0, interpreter=False)  # as it is spoken in the hall
        await guest.locator("[data-channel=ru]").click()
        await hears_under(guest, -18.0)
        await check_access(guest)
        await she_wishes_it_otherwise(guest)
        await on_sound_alone(guest)
        await booth.get_by_role("button", name=said("kk", "Mute myself"), exact=True).click()
        await hears_under(guest, 0.0, interpreter=False)
        await booth.get_by_role("button", name=said("kk", "Go on"), exact=True).click()
        await hears_under(guest, -9.0)


async def takes_the_microphone(hall: LiveHall, browser: Browser, who: Any) -> Page:
    booth = await sits_down(hall, browser, who, kind="desk")
    booth.set_default_timeout(PATIENCE)
    await booth.add_init_script(f"({DEVICE})({DINARA})")
    await booth.goto(f"/kk/meetings/{hall.meeting.ref}/interpretation")
    await booth.locator("[data-booth-start]").check()
    await expect(booth.locator("[data-booth]")).to_have_attribute("data-sound", "listening", timeout=PATIENCE)
    await booth.get_by_role("button", name=said("kk", "Take the microphone"), exact=True).click()
    await expect(booth.locator("[data-booth]")).to_have_attribute("data-sound", "heard", timeout=PATIENCE)
    return booth


async def comes_to_listen(hall: LiveHall, browser: Browser) -> Page:
    guest = await sits_down(hall, browser, None)
    guest.set_default_timeout(PATIENCE)
    await guest.add_init_script(f"({LOUDNESS})()")
    await guest.goto(f"/ru/meetings/{hall.meeting.ref}/hall")
    await guest.locator("[data-hall-do=come]").click()
    await expect(guest.locator("[data-under-choice]")).to_be_hidden()
    return guest


async def she_wishes_it_otherwise(guest: Page) -> None:
    """Louder; not at all, so that it is not even sent; and what she wished is still so on the page read anew."""
    await guest.locator("[data-under=louder]").click()
    await hears_under(guest, -9.0)
    await guest.locator("[data-under=off]").click()
    await hears_her_alone(guest)
    await guest.locator("[data-under=louder]").click()
    await hears_under(guest, -9.0)
    await guest.reload()
    await guest.locator("[data-hall-do=come]").click()
    await expect(guest.locator("[data-under=louder]")).to_have_attribute("aria-pressed", "true")
    await hears_under(guest, -9.0)
    await guest.locator("[data-hall-do=mute]").click()
    await until(lambda: levels(guest), lambda all_: all(each["heard"] < NOTHING for each in all_))
    await guest.locator("[data-hall-do=mute]").click()
    await hears_under(guest, -9.0)


async def on_sound_alone(guest: Page) -> None:
    """One voice: the interpreter's. With pictures again, as before."""
    await guest.get_by_text(said("ru", "Choose what the line carries")).click()
    await guest.locator("label[for=hall-step-sound]").click()
    await hears_her_alone(guest)
    await expect(guest.locator("[data-under-alone]")).to_be_visible()
    await guest.locator("label[for=hall-step-video]").click()
    await hears_under(guest, -9.0)
    await expect(guest.locator("[data-under-alone]")).to_be_hidden()


async def levels(guest: Page) -> Any:
    return await guest.evaluate(f"loudness([{AKIM}, {DINARA}])")


async def hears_under(guest: Page, decibels: float, *, interpreter: bool = True) -> None:
    """The akim, so many decibels quieter than he comes; and the interpreter as she comes, or nothing of her."""

    def holds(found: Any) -> bool:
        akim, dinara = found
        under = akim["heard"] - akim["came"]
        is_hers = abs(dinara["heard"] - dinara["came"]) < WITHIN if interpreter else True
        return (
            akim["came"] > NOTHING + 20
            and abs(under - decibels) < WITHIN
            and (dinara["heard"] > NOTHING + 20) is interpreter
            and is_hers
        )

    await until(lambda: levels(guest), holds, PATIENCE / 1000)


async def hears_her_alone(guest: Page) -> None:
    """Nothing of the akim comes at all."""

    def holds(found: Any) -> bool:
        akim, dinara = found
        return bool(akim["came"] < NOTHING and dinara["heard"] > NOTHING + 20)

    await until(lambda: levels(guest), holds, PATIENCE / 1000)
