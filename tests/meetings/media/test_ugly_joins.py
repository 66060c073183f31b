"""Whatever way a join ends, nothing of it is left: no task, no socket, no thread, no name in the port."""

import asyncio

from meetings.media.embedded import EmbeddedEngine, Place
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
