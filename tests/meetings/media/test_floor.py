"""The server decides who is heard: the floor's end does not wait for anybody's device."""

import asyncio

import pytest

from hearing_state.errors import Conflict, Forbidden, NotFound
from meetings.media.limits import RoomLimits
from tests.meetings.media.peers import Colour, Tone, engine, listens, speaks, until


async def _sent_by(sender):
    return next(
        each.packetsSent for each in (await sender.getStats()).values() if each.type == "outbound-rtp"
    )


async def test_when_the_floor_ends_nothing_is_forwarded_though_she_goes_on_sending():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "aigul")
        aigul = await speaks(media, "m", "aigul", Tone(440), Colour(180))
        saule = await listens(media, "m", "saule")
        await until(lambda: len({each.ssrc for each in saule.packets}) == 2 and len(saule.packets) > 30)
        source = media.rooms["m"].publishers["aigul"].sound
        before = source.sound.level
        await media.end_floor("m", "aigul")
        await asyncio.sleep(0.1)  # what was on the way
        count, sent = len(saule.packets), aigul.connection.getSenders()[0]
        sent_before = await _sent_by(sent)
        await asyncio.sleep(0.5)
        assert len(saule.packets) == count
        assert await _sent_by(sent) > sent_before + 10
        assert source.sound.level == before
        await media.give_floor("m", "aigul")
        await until(lambda: len(saule.packets) > count + 20)
        for each in (aigul, saule):
            await each.close()


async def test_who_has_no_floor_cannot_publish_and_a_full_stage_says_so():
    async with engine() as media:
        await media.open_room("m", RoomLimits(publishers=1))
        with pytest.raises(Forbidden):
            await speaks(media, "m", "aigul", Tone(440))
        await media.give_floor("m", "head")
        with pytest.raises(Conflict):
            await media.give_floor("m", "aigul")
        with pytest.raises(NotFound):
            await media.give_floor("another", "aigul")
        assert (await media.node_stats()).seats == 0


async def test_the_speaker_is_known_and_nobody_hears_herself():
    async with engine() as media:
        await media.open_room("m")
        people = {}
        for name, hertz in (("head", 440), ("aigul", 660)):
            await media.give_floor("m", name)
            people[name] = await speaks(media, "m", name, Tone(hertz))
        ear = await listens(media, "m", "head")
        await until(lambda: len(ear.packets) > 10)
        assert (await media.room_stats("m")).speaker in {"head", "aigul"}
        (seat,) = (await media.room_stats("m")).listeners.values()
        assert seat.shows[0] == "aigul/sound"
        assert (await media.room_stats("m")).publishers.keys() == {"head", "aigul"}
        for each in (*people.values(), ear):
            await each.close()
