"""H9: messages are small, and nothing is compressed."""

import json

import pytest

from meetings.live import bounds


async def test_a_frame_that_is_too_long_ends_the_talk(hall):
    async with hall.inside(hall.world.aigul) as aigul:
        await aigul.say("publish", offer="x" * bounds.DESCRIPTION_FRAME_BYTES)
        assert await aigul.closed() == 1009


async def test_a_frame_that_is_much_too_long_is_not_even_read(hall):
    async with hall.socket() as client:
        await client.socket.send("x" * 200_000)
        assert await client.closed() == 1009


@pytest.mark.parametrize(
    ("frame", "word"),
    [
        ({"t": "wish", "step": [[[[[[[[[1]]]]]]]]]}, "live.too_deep"),
        ({"t": "publish", "offer": "v=0\n" + "m=audio\n" * 5}, "live.too_many_sections"),
        ({"t": "publish", "offer": "v=0\n" + "a=candidate:1\n" * 21}, "live.too_many_candidates"),
        ({"t": "shout"}, "live.not_understood"),
    ],
)
async def test_what_is_outside_of_the_bounds_is_refused_in_words(hall, frame, word):
    async with hall.inside(hall.world.aigul) as aigul:
        await aigul.socket.send(json.dumps(frame))
        refused = await aigul.next("refused")
        assert refused["word"] == word
        assert refused["text"]


async def test_nothing_is_compressed_whatever_a_client_offers(hall):
    from websockets.asyncio.client import connect

    async with connect(f"ws://127.0.0.1:{hall.port}/live", origin=hall.origin, proxy=None) as socket:
        assert socket.protocol.extensions == []
