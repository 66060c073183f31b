"""H3: the record is kept. A media node is killed in the middle of a meeting: the next one goes on, six seconds are lost at most, the gap is marked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from hearing_state.actions import Context, by_law
from hearing_state.db import row
from hearing_state.errors import Problem
from hearing_state.settings import Settings
from meetings.floor.actions.enter import Enter, enter
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.live.actions.admit import Admit, admit
from meetings.live.actions.issue_ticket import IssueTicket, issue_ticket
from meetings.live.ticket import Kind
from meetings.media.recording.pieces import GAP_DIED, LONGEST_SECONDS, Piece
from meetings.media.recording.shelf import read_listing
from meetings.nodes.engines import Engines
from meetings.recording.queries import folder_of
from meetings.recording.tasks import join_ended
from meetings.replay import queries as replay
from meetings.schedule.actions.finish import Finish, finish
from meetings.schedule.meeting import Meeting
from tests.agencies.country import QARAAUYL
from tests.meetings.media.peers import Person, Tone, speaks, until
from tests.meetings.media.recording.test_joining import RATE, heard_in, tone
from tests.meetings.world import World, at_moment, signed_in, world
from tests.questions.world import person
from tests.support.processes import Process

pytestmark = pytest.mark.process

AGREED, TAKEN_BACK, NOT_ASKED = 440, 700, 1250
HEARD_OF_SECONDS = 2.0
"""From a consent taken back, as the rows have it, to the last packet that is written: a second and what a busy machine adds."""
LOOKS_EVERY = 0.5
NODES = ("media-1", "media-2")


@pytest.fixture
async def nodes(own_database, settings: Settings, tmp_path) -> AsyncIterator[dict[str, Process]]:
    env = {
        "HS_DATABASE_URL": own_database, "HS_DATA_DIR": str(tmp_path), "HS_DEMO": "false", "HS_MEDIA_NATIVE": "never",
        "HS_SECRET_KEY": settings.secret_key.get_secret_value(), "HS_DIGEST_KEY": settings.digest_key.get_secret_value(),
    }  # fmt: skip
    made = {
        name: Process("media", {**env, "HS_MEDIA_NAME": name}, tmp_path / f"{name}.log").start()
        for name in NODES
    }
    try:
        for each in made.values():
            each.wait_until_ready()
        yield made
    finally:
        for each in made.values():
            each.kill()


@dataclass
class Hall:
    """Signalling's part, as small as it can be: whoever may be heard joins wherever the meeting lives now."""

    context: Context
    meeting: Meeting
    engines: Engines
    names: dict[str, float]
    node: UUID | None = None
    people: list[Person] = field(default_factory=list)

    async def join(self) -> None:
        while True:
            try:
                carried = await self.engines.of(self.context, self.meeting.id)
                await carried.engine.open_room(self.meeting.ref)
                break
            except Problem:
                await asyncio.sleep(LOOKS_EVERY)
        for name, hertz in self.names.items():
            await carried.engine.give_floor(self.meeting.ref, name)
            self.people.append(await speaks(carried.engine, self.meeting.ref, name, Tone(hertz)))
        self.node = carried.placed.node

    async def close(self) -> None:
        for each in self.people:
            await each.close()
        await self.engines.close()


async def comes_in(here: World, who: Context, meeting: Meeting, *, agrees: bool) -> str:
    """Her name on the wire."""
    context = at_moment(who, meeting.starts_at)
    secret = (await issue_ticket(context, IssueTicket(meeting=meeting.ref, agrees=agrees))).ticket
    wish = Admit(secret=secret, kind=Kind.ENTRY, origin="")
    return (await by_law(at_moment(here.system, meeting.starts_at), admit, wish)).me


def pieces_of(folder: Path, publisher: str) -> list[Piece]:
    return [each for each in read_listing(folder).pieces if each.publisher == publisher]


async def test_a_killed_media_node_and_the_recording_goes_on_with_its_gap_marked(
    nodes: dict[str, Process], as_, settings: Settings
):
    here = await world(as_)
    meeting = await here.live()
    bolat = signed_in(here.visitor, await person("Болат", "Қасымов"))
    aigul = await comes_in(here, here.resident, meeting, agrees=True)
    changes_his_mind = await comes_in(here, bolat, meeting, agrees=True)
    names = {
        aigul: AGREED,
        changes_his_mind: TAKEN_BACK,
        await comes_in(here, here.neighbour, meeting, agrees=False): NOT_ASKED,
    }
    hall = Hall(here.system, meeting, Engines(settings.media_key_bytes), names)
    folder = folder_of(settings.data_dir, meeting.ref)
    await hall.join()
    await until(lambda: {each.publisher for each in read_listing(folder).pieces} == {aigul, changes_his_mind})
    first = await row("SELECT name FROM nodes_node WHERE id = $1", hall.node)
    nodes[first["name"]].kill()
    before = read_listing(folder)
    killed_at = time.time() - before.began_ms / 1000
    assert killed_at - before.end <= LONGEST_SECONDS

    await hall.join()
    await until(lambda: len(read_listing(folder).pieces) >= len(before.pieces) + 2)
    await open_floor(at_moment(here.clerk, meeting.starts_at), OpenFloor(meeting=meeting.ref))
    wish = Enter(meeting=meeting.ref, place=QARAAUYL, language="kk", consent=False)
    await enter(at_moment(bolat, meeting.starts_at), wish)
    taken_back_at = time.time() - before.began_ms / 1000
    await until(lambda: [each for each in pieces_of(folder, aigul) if each.start > taken_back_at + 3])
    await finish(at_moment(here.clerk, meeting.ends_at), Finish(meeting=meeting.ref, attendance=2))
    await until(lambda: read_listing(folder).is_closed)
    await hall.close()

    listing = read_listing(folder)
    assert {each.publisher for each in listing.pieces} == {aigul, changes_his_mind}
    assert 0 < pieces_of(folder, changes_his_mind)[-1].end <= taken_back_at + HEARD_OF_SECONDS
    (gap,) = (each for each in listing.gaps if not each.publisher)
    assert gap.reason == GAP_DIED
    assert killed_at - LONGEST_SECONDS <= gap.start <= killed_at <= gap.start + gap.seconds
    evening = at_moment(here.system, meeting.ends_at)
    async with asyncio.timeout(60):
        while (taken := await replay.recording_of(meeting.id)) is None:
            await join_ended(evening, evening.now)
    assert [(each.start, each.seconds) for each in taken.gaps] == [(gap.start, gap.seconds)]
    samples = heard_in(folder / "sound.webm")
    after = gap.start + gap.seconds
    for start, end, also in (
        (gap.start - 3, gap.start - 0.5, True),
        (taken.seconds - 2.5, taken.seconds - 0.5, False),
    ):
        said = samples[int(start * RATE) : int(end * RATE)]
        assert tone(said, AGREED) > (0.3 if also else 0.9)
        assert bool(tone(said, TAKEN_BACK) > (0.3 if also else 0.001)) is also
        assert tone(said, NOT_ASKED) < 0.001
    silence = samples[int((gap.start + 0.5) * RATE) : int((after - 0.1) * RATE)]
    assert abs(silence).max() < 200
