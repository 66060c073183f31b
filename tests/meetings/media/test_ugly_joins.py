"""Whatever way a join ends, nothing of it is left: no task, no socket, no thread, no name in the port."""

import asyncio
import random
import threading
from pathlib import Path

import pytest

from hearing_state.errors import Problem
from meetings.media.embedded import EmbeddedEngine, Place
from meetings.media.engine import SlotWish
from meetings.media.limits import NodeLimits
from tests.meetings.media.peers import Person, Tone, answers, engine, listens, speaks, until

SHORT = NodeLimits(
    busy_share=99,
    late_seconds=99,
    joins_a_second=5000,
    join_burst=5000,
    handshake_seconds=0.5,
    consent_seconds=1.0,
)


def _left() -> tuple[int, int, int]:
    return len(asyncio.all_tasks()), len(list(Path("/proc/self/fd").iterdir())), threading.active_count()


async def _never_answers(media, _number):
    await media.subscribe("m", "ghost")


async def _answers_nonsense(media, _number):
    joined = await media.subscribe("m", "ghost")
    with pytest.raises(Problem):
        await media.accept(joined.seat, "v=0\r\nm=audio 9 X 0\r\n")


async def _answers_and_vanishes(media, number):
    person = Person()
    joined = await media.subscribe("m", f"ghost{number}", SlotWish(voices=1, pictures=1))
    await answers(media, person, joined)
    await person.close()


async def _leaves_at_once(media, _number):
    joined = await media.subscribe("m", "ghost")
    await asyncio.gather(media.leave(joined.seat), media.leave(joined.seat))


async def _offers_nonsense(media, _number):
    with pytest.raises(Problem):
        await media.publish("m", "head", "v=0\r\n" + "a=x\r\n" * 30)


async def _offers_and_vanishes(media, _number):
    person = Person()
    person.connection.addTransceiver("audio", direction="sendonly")
    await person.connection.setLocalDescription(await person.connection.createOffer())
    await media.publish("m", "head", person.connection.localDescription.sdp)
    await person.close()


UGLY = (
    _never_answers,
    _answers_nonsense,
    _answers_and_vanishes,
    _leaves_at_once,
    _offers_nonsense,
    _offers_and_vanishes,
)


async def test_two_hundred_ugly_joins_leave_nothing():
    async with engine(SHORT) as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        before = _left()
        chosen = random.Random(4)
        for start in range(0, 200, 10):
            ways = [chosen.choice(UGLY) for _each in range(10)]
            await asyncio.gather(*(way(media, start + number) for number, way in enumerate(ways)))
        await until(lambda: not media._peers, seconds=15)
        await until(lambda: _left() <= before, seconds=10)
        assert not media.node.mux.by_name
        assert not media.node.mux.by_address
        assert not media.rooms["m"].listeners
        assert not media.rooms["m"].publishers
        good = await listens(media, "m", "saule")  # and the next join is well
        await good.close()


async def test_a_peer_that_falls_silent_gives_its_seat_back():
    async with engine(SHORT) as media:
        await media.open_room("m")
        gone = await listens(media, "m", "saule")
        path = media.rooms["m"].listeners[gone.seat].connection.path
        path.mux.by_address.pop(path.address)  # what she sends does not come any more
        path.heard_at -= 5
        await until(lambda: not media._peers)
        await gone.close()


async def test_a_closed_engine_leaves_no_task_and_no_socket():
    before = _left()
    media = await EmbeddedEngine.start(Place(), SHORT)
    await media.open_room("m")
    await media.give_floor("m", "head")
    people = [await speaks(media, "m", "head", Tone(300)), await listens(media, "m", "a")]
    await media.subscribe("m", "half-open")
    await asyncio.wait_for(media.close(), 10)
    await media.close()
    for each in people:
        await each.close()
    await until(lambda: _left() <= before)
