"""Six people in one hall, in Kazakh and Russian, at browsers of their own: the akim, the moderator and four residents. Who has the floor is
heard by all and nobody else is; a line that is cut for eight seconds costs nobody her place; afterwards it is heard again, with chapters.

On our own media server and on Janus.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect
from tortoise.context import _current_context

from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.agency import Post
from hearing_state.main.hall import rooms_of
from hearing_state.main.house import OpenHouse
from hearing_state.main.recording import open_recording
from meetings.live.carrying import Here
from meetings.live.floor_room import FloorRoom
from meetings.live.media import Media
from meetings.media.embedded import EmbeddedEngine, Place
from meetings.media.janus.engine import JanusEngine
from meetings.media.janus.process import JanusPlace
from meetings.recording.tasks import join_ended
from meetings.replay import queries as replay
from meetings.replay.actions.publish import Publish, publish
from tests.journeys.hall_people import FAKE_DEVICES, hears, now, said, sees, sits_down, until
from tests.journeys.lines import Line, line
from tests.meetings.live.paper import LiveHall, live_hall
from tests.meetings.media.peers import QUIET
from tests.questions.world import person
from tests.support.browser import check_access, chromium

pytestmark = pytest.mark.browser

AKIM, MODERATOR, AIGUL, DAULET = 440, 620, 800, 980
AWAY_SECONDS = 8
DEVICE = """(hertz) => {
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const context = new AudioContext();
    await context.resume();
    const voice = new OscillatorNode(context, {frequency: hertz});
    const [loud, out] = [new GainNode(context, {gain: 0.3}), context.createMediaStreamDestination()];
    voice.connect(loud).connect(out);
    voice.start();
    const tracks = out.stream.getAudioTracks();
    if (wish.video) {
      const canvas = Object.assign(document.createElement('canvas'), {width: 320, height: 180});
      const drawn = canvas.getContext('2d');
      let step = 0;
      setInterval(() => {
        drawn.fillStyle = `hsl(${hertz % 360} 60% ${30 + (step++ % 20)}%)`;
        drawn.fillRect(0, 0, 320, 180);
      }, 66);
      tracks.push(...canvas.captureStream(15).getVideoTracks());
    }
    return new MediaStream(tracks);
  };
}"""
"""Microphone and camera of a person: a voice of one tone, a picture that moves."""


@dataclass
class Six:
    """``hall`` with the pages of everybody in it. ``faults``: what any of the pages threw."""

    hall: LiveHall
    line: Line
    akim: Page
    moderator: Page
    desk: Page
    aigul: Page
    daulet: Page
    marat: Page
    saule: Page
    faults: list[str] = field(default_factory=list)

    @property
    def residents(self) -> tuple[Page, ...]:
        return self.aigul, self.daulet, self.marat, self.saule

    @property
    def all(self) -> tuple[Page, ...]:
        return self.akim, self.moderator, *self.residents


async def _embedded(here: str) -> EmbeddedEngine:
    return await EmbeddedEngine.rehearsed(Place(here), QUIET)


async def _janus(here: str) -> JanusEngine:
    return await JanusEngine.start(JanusPlace(here), QUIET)


@asynccontextmanager
async def recorded_hall(kind: str, line: Line, url: str, settings: Any, as_: Any) -> AsyncIterator[LiveHall]:
    """The whole house on a port, in a meeting that goes on and is recorded."""
    start = {"embedded": _embedded, "janus": _janus}[kind]
    media, database = Media(Here(lambda: start(line.here))), _current_context.get()
    async with live_hall(
        url, database, settings, as_, media=media, kept=FloorRoom(), runs=True, host=line.here
    ) as hall:
        house = OpenHouse(hall.settings, hall.clock, database)
        async with open_recording(house, lambda: rooms_of(hall.foyer), lambda: hall.foyer.media.engine):
            await the_secretary_has_her_post(hall)
            yield hall


async def the_secretary_has_her_post(hall: LiveHall) -> None:
    wish = Appoint(
        agency=hall.world.okrug.slug, role=Post.CLERK, holder_name="Айнұр Тілеуова", person_id=hall.world.secretary,
        from_on=hall.clock.now().date(), post_kk="Бас маман", post_ru="Главный специалист", post_en="Chief specialist",
    )  # fmt: skip
    await appoint(now(hall, hall.world.system), wish)


@pytest.fixture(params=["embedded", "janus"])
async def six(
    request: pytest.FixtureRequest, own_database: str, settings: Any, as_: Any, tmp_path: Path
) -> AsyncIterator[Six]:
    async with AsyncExitStack() as stack:
        wire = stack.enter_context(line(tmp_path))
        hall = await stack.enter_async_context(
            recorded_hall(request.param, wire, own_database, settings, as_)
        )
        trusted = f"--unsafely-treat-insecure-origin-as-secure={hall.origin}"
        flags = (*FAKE_DEVICES, trusted)
        near = await stack.enter_async_context(chromium(*flags))
        far = await stack.enter_async_context(chromium(*flags, program=wire.program))
        world = hall.world

        async def sits(
            browser: Browser, who: Any, language: str, hertz: int = 0, kind: str = "phone"
        ) -> Page:
            page = await sits_down(hall, browser, who, language, kind)
            await page.add_init_script(f"({DEVICE})({hertz})")
            page.on("pageerror", lambda fault: made.faults.append(str(fault)))
            return page

        made = Six(
            hall,
            wire,
            akim=await sits(near, world.akim, "kk", AKIM, "desk"),
            moderator=await sits(near, world.secretary, "ru", MODERATOR, "desk"),
            desk=await sits(near, world.secretary, "ru", 0, "desk"),
            aigul=await sits(near, world.aigul, "kk", AIGUL),
            daulet=await sits(far, world.daulet, "ru", DAULET),
            marat=await sits(near, await person("Марат", "Исаев"), "ru"),
            saule=await sits(near, await person("Сәуле", "Ержанова"), "kk"),
        )
        yield made


async def test_they_meet_and_nobodys_word_is_lost(six: Six) -> None:
    await the_moderator_opens_the_hall(six)
    await the_residents_come_in(six)
    for page in (six.akim, six.moderator):
        await page.evaluate("sessionStorage.setItem('hall-devices', '{\"camera\": true}')")
        await page.locator("[data-hall-do=speak]").click()
    for page in six.residents:
        await hears(page, AKIM, MODERATOR, seconds=60)
        await sees(page, 1)
    await hears(six.akim, MODERATOR)

    await aigul_speaks(six)
    await a_cut_line_costs_no_place(six)

    await the_meeting_is_finished(six)
    for page, language in ((six.aigul, "kk"), (six.daulet, "ru")):
        await until(
            lambda page=page: page.locator("main").inner_text(),
            lambda text, language=language: said(language, "The meeting is over. What was said, promised and taken away stands on its page.") in text,
        )  # fmt: skip
    await it_is_heard_again(six)
    assert six.faults == []


async def the_moderator_opens_the_hall(six: Six) -> None:
    ref = six.hall.meeting.ref
    await six.desk.goto(f"/ru/console/meetings/{ref}/hall")
    await six.desk.get_by_role("button", name=said("ru", "Open the hall"), exact=True).click()
    for page, language in ((six.akim, "kk"), (six.moderator, "ru")):
        await page.goto(f"/{language}/meetings/{ref}/hall")


async def the_residents_come_in(six: Six) -> None:
    """By the lobby: each says where she lives, how she takes part, and that she may be recorded."""
    for page, language in zip(six.residents, ("kk", "ru", "ru", "kk"), strict=True):
        await page.goto(f"/{language}/meetings/{six.hall.meeting.ref}/lobby")
        await page.locator("main [name=place]").select_option(index=0)
        await page.locator("main [name=consent]").check()
        await page.get_by_role("button", name=said(language, "Go into the hall"), exact=True).click()
        await expect(page.locator("[data-hall-mine]")).to_be_visible()
    await check_access(six.aigul)


async def raises_her_hand(page: Page, language: str) -> None:
    await page.get_by_role("button", name=said(language, "Raise my hand"), exact=True).click()
    await expect(
        page.get_by_role("button", name=said(language, "Take my hand down"), exact=True)
    ).to_be_visible()


async def place_of(page: Page, language: str, people: int) -> int:
    """In the queue, once so many wait; lots decide between those who came up at the same time."""
    words = [
        said(language, "You are number %(place)s in the queue") % {"place": place}
        for place in range(1, people + 1)
    ]
    text = await until(
        page.locator("[data-hall-mine]").inner_text, lambda text: any(each in text for each in words)
    )
    return next(place for place, each in enumerate(words, 1) if each in text)


async def aigul_speaks(six: Six) -> None:
    """Heard by all from the moment in which she has the floor, and by nobody once it ends."""
    await raises_her_hand(six.aigul, "kk")
    assert await place_of(six.aigul, "kk", 1) == 1
    await six.desk.reload()
    await six.desk.locator("form[action*='/turn'] button").first.click()
    await expect(six.aigul.locator("[data-speaking=on]")).to_be_visible(
        timeout=25_000
    )  # her browser need not ask again
    for page in (six.daulet, six.marat, six.saule):
        await hears(page, AKIM, MODERATOR, AIGUL, seconds=60)
    await six.desk.get_by_role("button", name=said("ru", "End the turn"), exact=True).click()
    for page in (six.daulet, six.marat, six.saule):
        await hears(page, AKIM, MODERATOR)


async def a_cut_line_costs_no_place(six: Six) -> None:
    await raises_her_hand(six.daulet, "ru")
    await raises_her_hand(six.marat, "ru")
    waits = await until(lambda: both_places(six), lambda found: sorted(found) == [1, 2])
    six.line.cut()
    await hears(six.daulet)
    await asyncio.sleep(AWAY_SECONDS)  # not a wait for something: the line is away for so long
    six.line.mend()
    await hears(six.daulet, AKIM, MODERATOR, seconds=60)
    assert await both_places(six) == waits


async def both_places(six: Six) -> list[int]:
    return [await place_of(each, "ru", 2) for each in (six.daulet, six.marat)]


async def the_meeting_is_finished(six: Six) -> None:
    clock = six.hall.clock
    clock.put(clock.now() + timedelta(minutes=2))  # forms know minutes, and all this took less than one
    await six.desk.goto(f"/ru/console/meetings/{six.hall.meeting.ref}/finish")
    await six.desk.locator("main [name=attendance]").fill("6")
    await six.desk.locator("main form[action$='/finish'] button").first.click()
    await expect(six.desk.locator("#error-summary")).to_have_count(0)
    await six.desk.wait_for_url(lambda url: not url.endswith("/finish"))


async def it_is_heard_again(six: Six) -> None:
    """Joined, published by the akim's office, and every speech is a chapter."""
    hall, ref = six.hall, six.hall.meeting.ref
    system = now(hall, hall.world.system)
    async with asyncio.timeout(90):
        while await replay.recording_of(hall.meeting.id) is None:
            await join_ended(system, system.now)
            await asyncio.sleep(0.5)
    await publish(now(hall, hall.world.head), Publish(meeting=ref))
    await six.saule.goto(f"/kk/meetings/{ref}/replay")
    await check_access(six.saule)
    chapters = six.saule.locator("main a[href*='#t=']")
    assert await chapters.count() >= 1, json.dumps(await chapters.all_inner_texts())
