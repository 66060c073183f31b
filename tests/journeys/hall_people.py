"""People in a live hall, each at a browser of her own: a device with a tone for a voice, and what of the others' reaches her."""

from __future__ import annotations

import asyncio
import math
import struct
import wave
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.async_api import Browser, Page

from hearing_state.actions import Context
from hearing_state.i18n import catalogue
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from meetings.live.carrying import Here
from meetings.live.floor_room import FloorRoom
from meetings.live.media import Media
from meetings.media.embedded import EmbeddedEngine, Place
from tests.meetings.live.paper import LiveHall, live_hall
from tests.meetings.media.peers import QUIET
from tests.support.browser import DESK, PHONE, chromium

RATE = 48_000
FAKE_DEVICES = (
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
)
# Every sound that plays on the page, through one analyser: the strongest frequency of each, in Hz, and how strong it is.
EARS = """() => {
  window.heard = async () => {
    window.ears ??= {context: new AudioContext(), of: new WeakMap()};
    const {context, of} = window.ears;
    await context.resume();
    const found = [];
    for (const each of document.querySelectorAll('audio')) {
      if (!each.srcObject || each.muted || each.paused) continue;
      if (!of.has(each)) {
        const analyser = context.createAnalyser();
        analyser.fftSize = 8192;
        analyser.smoothingTimeConstant = 0;
        context.createMediaStreamSource(each.srcObject).connect(analyser);
        of.set(each, analyser);
      }
      const analyser = of.get(each);
      const levels = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(levels);
      const loudest = levels.reduce((best, level, at) => (level > levels[best] ? at : best), 0);
      if (levels[loudest] > -70) found.push(Math.round(loudest * context.sampleRate / analyser.fftSize));
    }
    return found;
  };
}"""
FRAMES = """() => [...document.querySelectorAll('[data-hall-pictures] video')]
  .filter(each => !each.hidden).map(each => each.getVideoPlaybackQuality().totalVideoFrames)"""


def tone(folder: Path, hertz: int) -> Path:
    """A voice: eight seconds of one clear tone."""
    path = folder / f"{hertz}.wav"
    step = 2 * math.pi * hertz / RATE
    with wave.open(str(path), "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(RATE)
        made.writeframes(
            b"".join(struct.pack("<h", int(9_000 * math.sin(step * at))) for at in range(8 * RATE))
        )
    return path


@asynccontextmanager
async def open_hall(url: str, database: Any, settings: Any, as_: Any, **more: Any) -> AsyncIterator[LiveHall]:
    """The whole house on a port, with its media server, in a meeting that goes on."""
    host = more.get("host", "127.0.0.1")
    media = Media(Here(lambda: EmbeddedEngine.rehearsed(Place(host), QUIET)))
    async with live_hall(
        url, database, settings, as_, media=media, kept=FloorRoom(), runs=True, **more
    ) as hall:
        yield hall


@asynccontextmanager
async def voice(
    hall: LiveHall, folder: Path, hertz: int, program: str | None = None
) -> AsyncIterator[Browser]:
    """A browser whose microphone hears that tone."""
    microphone = f"--use-file-for-fake-audio-capture={tone(folder, hertz)}"
    trusted = f"--unsafely-treat-insecure-origin-as-secure={hall.origin}"  # else it gives no microphone
    async with chromium(*FAKE_DEVICES, microphone, trusted, program=program) as browser:
        yield browser


async def sits_down(
    hall: LiveHall, browser: Browser, who: UUID | None, language: str = "kk", kind: str = "phone", **more: Any
) -> Page:
    """At her device, signed in; None is a guest."""
    context = await browser.new_context(
        base_url=hall.origin,
        viewport=PHONE if kind == "phone" else DESK,
        permissions=["microphone", "camera"],
        timezone_id="Asia/Almaty",
        locale={"kk": "kk-KZ", "ru": "ru-RU"}[language],
        **more,
    )
    context.set_default_timeout(15_000)
    if who is not None:
        step = Step.PASSWORD_TOTP if who in {hall.world.akim, hall.world.secretary} else Step.CODE
        secret = await open_session(now(hall, hall.world.system), who, step, "")
        await context.add_cookies([{"name": "hs_session", "value": secret, "url": hall.origin}])
    await context.add_init_script(f"({EARS})()")
    return await context.new_page()


def said(language: str, sentence: str) -> str:
    """As a reader of that language reads it."""
    found = catalogue(language).gettext(sentence)
    assert found != sentence
    return found


def now(hall: LiveHall, context: Context) -> Context:
    return replace(context, now=hall.clock.now())


async def until(
    ask: Callable[[], Awaitable[Any]], holds: Callable[[Any], object], seconds: float = 25
) -> Any:
    """The first answer of which that holds; what was answered last where none comes in time."""
    found = None
    try:
        async with asyncio.timeout(seconds):
            while not holds(found := await ask()):
                await asyncio.sleep(0.1)
    except TimeoutError as late:
        raise AssertionError(f"still {found!r} after {seconds} s") from late
    return found


async def hears(page: Page, *hertz: int, seconds: float = 25) -> None:
    """These tones and no others; none at all where none is named."""
    wanted = sorted(hertz)

    def are_those(found: list[int]) -> bool:
        return len(found) == len(wanted) and all(
            abs(one - other) <= 12 for one, other in zip(sorted(found), wanted, strict=True)
        )

    await until(lambda: page.evaluate("heard()"), are_those, seconds)


async def sees(page: Page, pictures: int, frames: int = 15) -> None:
    """So many pictures that move: each goes on by so many frames."""
    before = await until(lambda: page.evaluate(FRAMES), lambda found: len(found) == pictures)
    await until(
        lambda: page.evaluate(FRAMES),
        lambda found: (
            len(found) == pictures
            and all(after >= first + frames for after, first in zip(found, before, strict=True))
        ),
    )
