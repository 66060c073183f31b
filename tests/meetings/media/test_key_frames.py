"""Many listeners want a key frame; the publisher is asked seldom."""

import asyncio

from meetings.media.engine import SlotWish
from tests.meetings.media.peers import Colour, engine, listens, speaks, until


async def test_who_comes_later_gets_a_key_frame_by_asking():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await speaks(media, "m", "head", Colour(90))
        source = media.rooms["m"].publishers["head"].sources["camera.high"]
        await until(lambda: source.count > 10)
        asked = head.key_requests
        eye = await listens(media, "m", "saule", SlotWish(voices=0, pictures=1))
        await until(lambda: len(eye.frames.get("0", [])) > 4)
        assert head.key_requests > asked
        for each in (head, eye):
            await each.close()


async def test_a_hundred_wishes_in_a_second_are_three_requests_and_the_last_is_not_forgotten():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await speaks(media, "m", "head", Colour(90))
        source = media.rooms["m"].publishers["head"].sources["camera.high"]
        await until(lambda: source.count > 5)
        before, keys = head.key_requests, source.key_frames
        for _wish in range(100):
            source.want_key()
            await asyncio.sleep(0.01)
        during = head.key_requests - before
        assert 1 <= during <= 4
        await until(lambda: head.key_requests - before > during or source._later is None)
        await until(lambda: source.key_frames > keys)
        await head.close()
