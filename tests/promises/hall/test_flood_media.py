"""H13: a rightful speaker who floods harms her own sound only. Others are heard without a gap, in the recording too."""

import asyncio
import itertools

import pytest

from hearing_state.clock import steady_seconds
from meetings.media.engine import SlotWish
from meetings.media.limits import PACKETS_A_SECOND, PUBLISHER_DATAGRAMS
from tests.meetings.media.peers import Tone, engine, listens, loudness_of, speaks, until

PACKETS = 6000
AT_ONCE = 40


@pytest.fixture
async def hall():
    async with engine() as media:
        await media.open_room("m")
        for person in ("head", "flooder"):
            await media.give_floor("m", person)
        people = [await speaks(media, "m", "head", Tone(440)), await speaks(media, "m", "flooder", Tone(880))]
        ear = await listens(media, "m", "saule", SlotWish(2, 0))
        await until(lambda: len({each.ssrc for each in ear.packets}) == 2)
        yield media, people[1], ear
        for each in (*people, ear):
            await each.close()


async def _flood(person):
    """Her own packets, signed with her own keys and well numbered, but a hundred times as many."""
    dtls, sender = (
        person.connection.getTransceivers()[0].receiver.transport,
        person.connection.getSenders()[0],
    )
    head = None
    send = dtls._send_rtp

    async def first(data):
        nonlocal head
        if not 192 <= data[1] <= 223:
            head = head or data[:12]
            return  # from now on only the flood
        await send(data)

    dtls._send_rtp = first
    await until(lambda: head)
    assert int.from_bytes(head[8:12]) == sender._ssrc
    number = int.from_bytes(head[2:4])
    for each in range(PACKETS):
        plain = bytes((0x80, head[1] & 0x7F)) + ((number + each) & 0xFFFF).to_bytes(2)
        await send(plain + ((each * 960) & 0xFFFFFFFF).to_bytes(4) + head[8:12] + b"\x08flood")
        if each % AT_ONCE == 0:
            await asyncio.sleep(0.001)


async def test_a_flood_of_rightful_packets_costs_the_others_nothing(hall):
    media, flooder, ear = hall
    room = media.rooms["m"]
    recorded = []
    room.publishers["head"].sound.tap(lambda packet: recorded.append(packet.sequence_number))
    source, path = room.publishers["flooder"].sound, room.publishers["flooder"].connection.path
    began, before, heard = steady_seconds(), source.count, len(ear.packets)
    await _flood(flooder)
    lasted = steady_seconds() - began
    handed_on = source.count - before
    assert 0 < handed_on <= PACKETS_A_SECOND["audio"] * (lasted + 1)
    assert path.refused + source.refused > 0
    assert source.refused + handed_on <= PUBLISHER_DATAGRAMS * (lasted + 2)
    await until(lambda: len(recorded) > 30)
    others = [
        each.sequence_number
        for each in ear.packets[heard:]
        if b"flood" not in each.payload and each.ssrc != _flooded(ear)
    ]
    assert _gaps(recorded) == 0
    assert len(others) > 20
    assert _gaps(others) == 0
    assert max(loudness_of(frames[-15:], 440) for frames in ear.frames.values()) > 0.8


def _flooded(ear):
    return next(each.ssrc for each in ear.packets if b"flood" in each.payload)


def _gaps(numbers):
    return sum((later - earlier) & 0xFFFF != 1 for earlier, later in itertools.pairwise(numbers))
