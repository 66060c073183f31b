"""A slot shows another source without a new agreement: for the browser it is one stream without a gap."""

import asyncio
from itertools import pairwise

import pytest

from hearing_state.errors import NotFound
from meetings.media.engine import SlotWish
from tests.meetings.media.peers import Colour, Tone, engine, listens, loudness_of, speaks, until


def numbers_of(packets):
    """Distinct sequence numbers in the order sent, unwrapped; retransmissions left out."""
    return [each.sequence_number for each in packets]


async def test_another_voice_takes_the_same_slot_and_is_told_apart_by_its_tone():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await speaks(media, "m", "head", Tone(440))
        ear = await listens(media, "m", "saule", SlotWish(voices=1, pictures=0))
        await until(lambda: len(ear.frames.get("0", [])) > 30)
        await media.end_floor("m", "head")
        await media.give_floor("m", "aigul")
        aigul = await speaks(media, "m", "aigul", Tone(1000))
        before = len(ear.packets)
        await until(lambda: len(ear.packets) > before + 30 and len(ear.frames["0"]) > 60)
        assert loudness_of(ear.frames["0"][10:25], 440) > 0.8
        assert loudness_of(ear.frames["0"][-15:], 1000) > 0.8
        assert len({each.ssrc for each in ear.packets}) == 1
        numbers = numbers_of(ear.packets)
        assert [(later - earlier) & 0xFFFF for earlier, later in pairwise(numbers)] == [1] * (
            len(numbers) - 1
        )
        times = [
            (later.timestamp - earlier.timestamp) & 0xFFFFFFFF for earlier, later in pairwise(ear.packets)
        ]
        assert all(0 < each < 48_000 * 5 for each in times)
        for each in (head, aigul, ear):
            await each.close()


async def test_another_picture_comes_with_its_key_frame_and_until_then_the_first_goes_on():
    async with engine() as media:
        await media.open_room("m")
        for name in ("head", "aigul"):
            await media.give_floor("m", name)
        head = await speaks(media, "m", "head", Colour(40))
        aigul = await speaks(media, "m", "aigul", Colour(220))
        eye = await listens(media, "m", "saule", SlotWish(voices=0, pictures=1))
        await media.switch(eye.seat, 0, "head")
        await until(lambda: len(eye.frames.get("0", [])) > 8)
        await media.switch(eye.seat, 0, "aigul")
        await until(lambda: bytes(eye.frames["0"][-1].planes[0])[0] > 180)
        brightness = [bytes(each.planes[0])[0] for each in eye.frames["0"]]
        assert brightness[5] < 80
        assert all(each < 80 or each > 180 for each in brightness)  # never a torn picture
        own = [each for each in eye.packets if each.payload_type == eye.packets[0].payload_type]
        steps = {
            (later.sequence_number - earlier.sequence_number) & 0xFFFF for earlier, later in pairwise(own)
        }
        assert steps == {1}
        with pytest.raises(NotFound):
            await media.switch(eye.seat, 0, "nobody")
        with pytest.raises(NotFound):
            await media.switch(eye.seat, 5, "head")
        await media.follow(eye.seat, 0)
        for each in (head, aigul, eye):
            await each.close()


async def test_a_paused_picture_costs_nothing_and_comes_back_as_the_same_stream():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await speaks(media, "m", "head", Colour(100), codec="VP8")
        eye = await listens(media, "m", "saule", SlotWish(voices=0, pictures=1))
        await until(lambda: len(eye.packets) > 10)
        await media.pause(eye.seat, 0, paused=True)
        await until(lambda: media.rooms["m"].listeners[eye.seat].pictures[0].shows is None)
        await asyncio.sleep(0.2)  # what was on the way
        count = len(eye.packets)
        received = media.rooms["m"].publishers["head"].sources["camera.high"].count
        await until(lambda: media.rooms["m"].publishers["head"].sources["camera.high"].count > received + 8)
        media.rooms["m"]._choose_layers(1e9)  # a good line is no reason to undo what she wished
        assert media.rooms["m"].listeners[eye.seat].pictures[0].is_paused
        assert len(eye.packets) == count
        await media.pause(eye.seat, 0, paused=False)
        await until(lambda: len(eye.packets) > count + 12)
        steps = {(b.sequence_number - a.sequence_number) & 0xFFFF for a, b in pairwise(eye.packets)}
        assert steps == {1}
        assert len({each.ssrc for each in eye.packets}) == 1
        for each in (head, eye):
            await each.close()
