"""Whatever way a join ends, nothing of it is left: no task, no socket, no thread, no name in the port."""

import asyncio
from dataclasses import replace

import pytest

from hearing_state.errors import Unavailable
from meetings.media.embedded import EmbeddedEngine, Place
from tests.meetings.media.offers import CHROME
from tests.meetings.media.peers import Tone, engine, listens, speaks, until
from tests.meetings.media.ugly import SHORT, left


async def test_a_peer_that_falls_silent_gives_its_seat_back():
    async with engine(SHORT) as media:
        await media.open_room("m")
        gone = await listens(media, "m", "saule")
        path = media.rooms["m"].listeners[gone.seat].connection.path
        path.mux.by_address.pop(path.address)  # what she sends does not come any more
        path.heard_at -= 5
        await until(lambda: not media._peers)
        await gone.close()


async def test_whose_time_runs_out_while_the_offer_is_made_never_sits_down():
    """Nobody would end it again: what was made too late would be fed until the meeting is over."""
    async with engine(replace(SHORT, handshake_seconds=0.0)) as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        for join in (media.subscribe("m", "saule"), media.publish("m", "head", CHROME)):
            with pytest.raises(Unavailable) as refusal:
                await join
            assert refusal.value.reason == "media.away"
        assert not media.rooms["m"].listeners
        assert not media.rooms["m"].publishers


async def test_a_closed_engine_leaves_no_task_and_no_socket():
    before = left()
    media = await EmbeddedEngine.start(Place(), SHORT)
    await media.open_room("m")
    await media.give_floor("m", "head")
    people = [await speaks(media, "m", "head", Tone(300)), await listens(media, "m", "a")]
    await media.subscribe("m", "half-open")
    await asyncio.wait_for(media.close(), 10)
    await media.close()
    for each in people:
        await each.close()
    await until(lambda: left() <= before)
