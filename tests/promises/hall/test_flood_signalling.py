"""H6: a flooding client is put out within a second; the others are served meanwhile."""

import asyncio
import json
from contextlib import suppress

from websockets.exceptions import ConnectionClosed

from tests.meetings.live.paper import SECONDS


async def test_a_thousand_messages_a_second_end_the_flood_and_nobody_elses_talk(hall):
    async with hall.inside(hall.world.aigul) as flooding, hall.inside(hall.world.daulet) as daulet:
        line = next(each for each in hall.foyer.seats if each.person == hall.world.aigul).line
        sent = 0
        with suppress(ConnectionClosed):
            async with asyncio.timeout(SECONDS):
                while line.conversation.closing is None:
                    await flooding.socket.send(json.dumps({"t": "wish", "step": "text"}))
                    sent += 1
                    await asyncio.sleep(0.001)
        assert (line.conversation.closing.code, line.conversation.closing.word) == (1008, "live.too_fast")
        assert 0 < sent < 1000
        assert (await daulet.asks("hand", up=True))["t"] == "done"


async def test_nonsense_ends_it_too(hall):
    async with hall.inside(hall.world.aigul) as aigul:
        for _ in range(40):
            await aigul.socket.send("{")
        assert (await aigul.next("bye"))["word"] == "live.not_understood"
        assert await aigul.closed() == 1008
