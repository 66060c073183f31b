"""One UDP port for all, to which anybody may send anything."""

import asyncio
import os
import random
import socket

import pytest
from aioice import stun

from meetings.media.engine import SlotWish
from meetings.media.limits import PUBLISHER_DATAGRAMS
from meetings.media.rtc.icemux import Mux
from tests.meetings.media.peers import Tone, engine, listens, speaks, until


@pytest.fixture
def stranger():
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    made.setblocking(False)
    yield made
    made.close()


def _signed(transport, key=None):
    request = stun.Message(message_method=stun.Method.BINDING, message_class=stun.Class.REQUEST)
    request.attributes["USERNAME"] = f"{transport.iceGatherer.name}:peer"
    request.attributes["PRIORITY"] = 1
    request.attributes["USE-CANDIDATE"] = None
    request.add_message_integrity((key or transport.iceGatherer.password).encode())
    return bytes(request)


async def test_all_peers_share_one_socket():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        people = [await speaks(media, "m", "head", Tone(440))]
        people += [await listens(media, "m", f"p{number}") for number in range(4)]
        assert len(media.node.mux.by_address) == 5
        assert len({each.node.mux.local for _room, each in media._peers.values()}) == 1
        for each in people:
            await each.close()


async def test_garbage_from_strangers_is_not_answered_and_stops_nobody(stranger):
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head, ear = (
            await speaks(media, "m", "head", Tone(440)),
            await listens(media, "m", "saule", SlotWish(1, 0)),
        )
        transport = media.rooms["m"].publishers["head"].connection.path
        chosen = random.Random(3)
        garbage = [
            b"",
            b"\0",
            b"\x80" * 12,
            b"\x16" * 1400,
            b"\xff" * 2000,
            _signed(transport, "wrong password"),
        ]
        garbage += [
            bytes(chosen.randrange(256) for _byte in range(chosen.randrange(80))) for _each in range(500)
        ]
        whole = _signed(transport)
        garbage += [whole[: chosen.randrange(len(whole))] for _each in range(100)]
        for each in garbage:
            stranger.sendto(each, ("127.0.0.1", media.port))
        before = len(ear.packets)
        await until(lambda: len(ear.packets) > before + 20)
        with pytest.raises(BlockingIOError):
            stranger.recv(2000)
        assert media.node.mux.faults == 0
        for each in (head, ear):
            await each.close()


async def test_nonsense_from_the_speakers_own_address_does_not_end_her_turn():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head, ear = (
            await speaks(media, "m", "head", Tone(440)),
            await listens(media, "m", "saule", SlotWish(1, 0)),
        )
        await until(lambda: len(ear.packets) > 5)
        own = head.connection.getTransceivers()[0].receiver.transport
        chosen = random.Random(5)
        for size in (0, 1, 5, 40, 1472, 1473, 1600):
            for first in (0x80, 0x16, 0x20, 0xFF):
                data = (
                    bytes([first]) + bytes(chosen.randrange(256) for _byte in range(size - 1))
                    if size
                    else b""
                )
                await own.transport._send(data)
        for extension in (
            b"\x20\x00",
            b"\x31\x00\x00",
            b"\x1f" + b"\xff" * 16,
        ):  # wrong sizes of known extensions
            padded = extension + b"\0" * (-len(extension) % 4)
            header = b"\x90\x60\x00\x01" + os.urandom(8) + b"\xbe\xde" + (len(padded) // 4).to_bytes(2)
            await own._send_rtp(header + padded + b"sound")
        before = len(ear.packets)
        await until(lambda: len(ear.packets) > before + 20)
        for each in (head, ear):
            await each.close()


async def test_more_than_the_agreed_rate_is_dropped():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await speaks(media, "m", "head", Tone(440))
        path = media.rooms["m"].publishers["head"].connection.path
        own = head.connection.getTransceivers()[0].receiver.transport.transport
        for turn in range(40):
            for _datagram in range(100):
                await own._send(b"\x80" + b"x" * 60)
            await asyncio.sleep(0 if turn % 4 else 0.005)
        await until(lambda: path.refused > 4000 - 2 * PUBLISHER_DATAGRAMS - 300)
        await head.close()


async def test_a_forged_sender_cannot_aim_the_stream_at_somebody_else(stranger):
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head, ear = (
            await speaks(media, "m", "head", Tone(440)),
            await listens(media, "m", "saule", SlotWish(1, 0)),
        )
        path = media.rooms["m"].listeners[ear.seat].connection.path
        real = path.address
        # Signed by a rightful listener, but from an address where nobody can answer for her.
        for _request in range(6):
            stranger.sendto(_signed(path), ("127.0.0.1", media.port))
        before = len(ear.packets)
        await until(lambda: len(ear.packets) > before + 10)
        assert path.address == real
        heard = []
        while True:
            try:
                heard.append(stun.parse_message(stranger.recv(2000)))
            except BlockingIOError:
                break
        assert {each.message_class for each in heard} == {stun.Class.RESPONSE, stun.Class.REQUEST}
        # One who answers as she would (she has gone from Wi-Fi to mobile) is followed.
        asked = next(each for each in heard if each.message_class == stun.Class.REQUEST)
        answer = stun.Message(
            message_method=stun.Method.BINDING,
            message_class=stun.Class.RESPONSE,
            transaction_id=asked.transaction_id,
        )
        answer.attributes["XOR-MAPPED-ADDRESS"] = ("127.0.0.1", media.port)
        answer.add_message_integrity(path.peer_password.encode())
        stranger.sendto(bytes(answer), ("127.0.0.1", media.port))
        await until(lambda: path.address == stranger.getsockname())
        await asyncio.sleep(0.1)
        assert any(128 <= stranger.recv(2000)[0] < 192 for _packet in range(3))  # her stream goes there now
        for each in (head, ear):
            await each.close()


async def test_a_machine_behind_another_address_must_be_told_which():
    with pytest.raises(ValueError, match="public"):
        Mux.open("0.0.0.0", 0, consent_seconds=20)
    async with engine(host="0.0.0.0", public=("203.0.113.7",)) as media:
        await media.open_room("m")
        joined = await media.subscribe("m", "a")
        assert f"203.0.113.7 {media.port} typ host" in joined.description
        assert "a=ice-lite" in joined.description
