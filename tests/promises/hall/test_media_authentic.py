"""H11: strangers cannot speak into the hall. Whose certificate is another's stays outside, and what is not signed by her keys is not heard."""

import asyncio
import os
import random
import socket
from contextlib import asynccontextmanager

import pytest
from aiortc import RTCSessionDescription

from meetings.media.engine import SlotWish
from meetings.media.limits import NodeLimits
from tests.meetings.media.peers import Person, Tone, engine, listens, speaks, until
from tests.meetings.media.ugly import SHORT

FORGED, RIGHTFUL = b"\x08forged", b"\x08rightful"
AUTHENTICATION_BYTES = 16


@asynccontextmanager
async def _hall(limits=None):
    async with engine(*([limits] if limits else [])) as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await speaks(media, "m", "head", Tone(440))
        ear = await listens(media, "m", "saule", SlotWish(1, 0))
        await until(lambda: len(ear.packets) > 5)
        yield media, head, ear
        for each in (head, ear):
            await each.close()


def _with_another_print(description):
    told = description.partition("a=fingerprint:sha-256 ")[2][:95]
    return description.replace(told, told[::-1])


@pytest.fixture
def limits() -> NodeLimits:
    return SHORT


async def test_a_speaker_with_another_certificate_is_not_let_in(limits):
    async with _hall(limits) as (media, _head, ear):
        await media.give_floor("m", "stranger")
        stranger = Person()
        stranger.connection.addTransceiver(Tone(880), direction="sendonly")
        await stranger.connection.setLocalDescription(await stranger.connection.createOffer())
        offer = _with_another_print(stranger.connection.localDescription.sdp)
        joined = await media.publish("m", "stranger", offer)
        inside = media._peers[joined.seat][1]
        await stranger.connection.setRemoteDescription(RTCSessionDescription(joined.description, "answer"))
        await until(lambda: joined.seat not in media._peers)
        assert len(media.node.mux.by_address) == 2
        assert not inside.is_connected
        assert inside.sound.count == 0
        heard = len(ear.packets)
        await until(lambda: len(ear.packets) > heard + 10)
        await stranger.close()


async def test_a_listener_with_another_certificate_hears_nothing(limits):
    async with _hall(limits) as (media, _head, _ear):
        spy = Person()
        joined = await media.subscribe("m", "spy", SlotWish(1, 0))
        await spy.connection.setRemoteDescription(RTCSessionDescription(joined.description, "offer"))
        spy.listen_to_wire()
        await spy.connection.setLocalDescription(await spy.connection.createAnswer())
        slot = media._peers[joined.seat][1].voices[0]
        await media.accept(joined.seat, _with_another_print(spy.connection.localDescription.sdp))
        await until(lambda: joined.seat not in media._peers)
        assert (slot.sent_packets, spy.packets) == (0, [])
        await spy.close()


class Voice:
    """What the head's browser sends, packet by packet, before and after it is encrypted."""

    def __init__(self, head):
        self.dtls = head.connection.getTransceivers()[0].receiver.transport
        self.plain, self.wire, self.says = [], [], b""
        send, transmit = self.dtls._send_rtp, self.dtls.transport._send

        async def send_rtp(data):
            if not 192 <= data[1] <= 223:
                data, self.says = (data[: self._head(data)] + self.says if self.says else data), b""
                self.plain.append(data)
            await send(data)

        async def send_wire(data):
            if 128 <= data[0] < 192 and not 192 <= data[1] <= 223:
                self.wire.append(data)
            await transmit(data)

        self.dtls._send_rtp, self.dtls.transport._send, self.transmit = send_rtp, send_wire, transmit

    @staticmethod
    def _head(data):
        return 12 + (4 + 4 * int.from_bytes(data[14:16]) if data[0] & 0x10 else 0)

    def forged(self, ahead):
        """The next packet as she would number it, with another's words and no key."""
        data = self.plain[-1]
        number = (int.from_bytes(data[2:4]) + ahead) & 0xFFFF
        return data[:2] + number.to_bytes(2) + data[4 : self._head(data)] + FORGED


async def test_words_without_her_keys_are_not_heard_from_whatever_address():
    async with _hall() as (media, head, ear):
        voice, source = Voice(head), media.rooms["m"].publishers["head"].sound
        stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        await until(lambda: len(voice.wire) > 3)
        for ahead in range(1, 12):
            bare = voice.forged(ahead)
            changed = bytearray(voice.wire[-1])
            changed[-AUTHENTICATION_BYTES - 3] ^= 1
            for data in (bare, bare + os.urandom(AUTHENTICATION_BYTES), bytes(changed)):
                stranger.sendto(data, ("127.0.0.1", media.port))
                await voice.transmit(data)  # as if it came from her own address
        stranger.sendto(voice.wire[-1], ("127.0.0.1", media.port))
        for data in voice.wire[-3:]:
            await voice.transmit(data)  # what was heard once is not heard twice
        voice.says = RIGHTFUL
        await until(lambda: any(each.payload == RIGHTFUL for each in ear.packets))
        assert not [each for each in ear.packets if FORGED in each.payload]
        numbers = [each.sequence_number for each in ear.packets]
        assert len(numbers) == len(set(numbers))
        assert source.faults == media.node.mux.faults == 0
        stranger.close()


async def test_malformed_packets_with_her_own_keys_do_not_stop_the_stage(caplog):
    async with _hall() as (media, head, ear):
        voice, chosen = Voice(head), random.Random(17)
        await until(lambda: voice.plain)
        protect = voice.dtls._tx_srtp
        whole = voice.plain[-1]
        for _each in range(60):
            data = bytearray(whole)
            for _change in range(chosen.choice((1, 2, 5))):
                data[chosen.choice((0, 0, 1, 12, 13, 14, 15, 16, 17))] = chosen.randrange(256)
            data[0] = 0x80 | data[0] & 0x3F
            data[2:4] = ((int.from_bytes(whole[2:4]) - 20_000 + _each) & 0xFFFF).to_bytes(2)
            for broken in (bytes(data), bytes(data[: chosen.randrange(12, len(data))])):
                if not 192 <= broken[1] <= 223:
                    await _sent(voice, protect.protect, broken)
            report = bytes((0x80 | chosen.randrange(64), chosen.randrange(192, 224))) + chosen.randbytes(
                4 * chosen.randrange(1, 12)
            )
            await _sent(voice, protect.protect_rtcp, report)
            await asyncio.sleep(0)
        heard = len(ear.packets)
        await until(lambda: len(ear.packets) > heard + 20)
        assert media.node.mux.faults == 0
        assert (await media.node_stats()).seats == 2
        assert len([each for each in caplog.records if each.levelname in {"ERROR", "CRITICAL"}]) == 0


async def _sent(voice, protect, data):
    """What the library itself does not encrypt goes out as it is."""
    try:
        data = protect(data)
    except Exception:
        data += b"\0" * AUTHENTICATION_BYTES
    await voice.transmit(data)
