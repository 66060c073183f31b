"""A meeting whose sound is at another server: when it moves, when this process finds people there, when the last has gone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from tortoise.context import _current_context

from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.live.carrying import Carried
from meetings.live.floor_room import FloorRoom
from meetings.live.media import Media
from meetings.live.queries import name_in
from meetings.media.embedded import EmbeddedEngine
from meetings.schedule.actions.finish import Finish, finish
from tests.meetings.live.paper import LiveHall, live_hall
from tests.meetings.live.test_interpretation import has_the_floor, listens_over, now, speaks_over
from tests.meetings.media.peers import Tone, engine, loudness_of, speaks, until

AIGUL, STRANGER = 440, 1250


class Nodes:
    """Two media servers; tests say at which of them meetings are."""

    moves = True

    def __init__(self, *engines: EmbeddedEngine) -> None:
        self.engines, self.at = engines, 0

    async def of(self, _meeting: UUID) -> Carried:
        return Carried(self.engines[self.at], self.at)

    async def close(self) -> None:
        return


@pytest.fixture
async def nodes() -> AsyncIterator[Nodes]:
    async with engine() as first, engine() as second:
        yield Nodes(first, second)


@pytest.fixture
async def hall(own_database, settings, as_, nodes) -> AsyncIterator[LiveHall]:
    here = _current_context.get()
    async with live_hall(
        own_database, here, settings, as_, kept=FloorRoom(), media=Media(nodes), runs=True
    ) as made:
        await open_floor(now(made, made.world.clerk), OpenFloor(meeting=made.meeting.ref))
        yield made


def heard(listener, hertz):
    return any(
        loudness_of(frames[-10:], hertz) > 0.8 for frames in listener.frames.values() if len(frames) >= 10
    )


async def test_all_are_told_that_the_meeting_has_moved_and_are_heard_at_the_new_place(hall, nodes):
    await has_the_floor(hall)
    async with hall.inside(hall.world.aigul) as aigul, hall.inside(None) as guest:
        before = [await speaks_over(aigul, AIGUL), await listens_over(guest, "floor")]
        await until(lambda: heard(before[1], AIGUL))
        nodes.at = 1
        assert (await aigul.next("moved"))["within_seconds"] == 0
        assert (await guest.next("moved"))["within_seconds"] <= 1
        after = [await speaks_over(aigul, AIGUL), await listens_over(guest, "floor")]
        await until(lambda: heard(after[1], AIGUL))
        assert list(nodes.engines[1].rooms[hall.meeting.ref].speakers) == [_name(hall, hall.world.aigul)]
        for each in (*before, *after):
            await each.close()


async def test_of_those_found_at_the_server_only_the_holder_of_the_floor_is_believed(hall, nodes):
    """As after the death of the process before: whoever has no right any more must not go on being heard because nobody remembers her."""
    await has_the_floor(hall)
    media, ref = nodes.engines[0], hall.meeting.ref
    await media.open_room(ref)
    holder = _name(hall, hall.world.aigul)
    people = []
    for who, hertz in ((holder, AIGUL), ("somebody", STRANGER)):
        await media.give_floor(ref, who)
        people.append(await speaks(media, ref, who, Tone(hertz)))
    async with hall.inside(None) as guest:
        people.append(await listens_over(guest, "floor"))
        await until(lambda: list(media.rooms[ref].speakers) == [holder])
        await until(lambda: heard(people[2], AIGUL))
        for each in people:
            await each.close()


async def test_the_room_at_the_server_stays_until_the_meeting_is_over(hall, nodes):
    rooms, ref = nodes.engines[0].rooms, hall.meeting.ref
    async with hall.inside(None) as guest:
        listener = await listens_over(guest, "floor")
        assert len(rooms[ref].listeners) == 1
        await guest.say("leave")
        await until(lambda: not rooms[ref].listeners)
        await listener.close()
    await until(lambda: not hall.foyer.rooms)
    assert ref in rooms  # others may be there, from other processes
    async with hall.inside(None) as guest:
        listener = await listens_over(guest, "floor")
        await finish(now(hall, hall.world.clerk), Finish(meeting=ref))
        await until(lambda: ref not in rooms)
        await listener.close()


def _name(hall: LiveHall, person: UUID) -> str:
    return name_in(hall.foyer.context(), hall.meeting.id, person, "")
