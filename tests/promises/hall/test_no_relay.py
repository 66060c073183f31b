"""H14: nobody can aim the media server at a third machine. It writes only where a peer with its password was, and never more than came."""

import asyncio
import os
import socket

import pytest
from aioice import stun
from aiortc import RTCSessionDescription

from meetings.media.engine import SlotWish
from meetings.media.rtc.icemux import Mux
from tests.meetings.media.offers import CHROME
from tests.meetings.media.peers import Person, Tone, engine, listens, until

FOREIGN = (
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "255.255.255.255", "224.0.0.1", "198.51.100.7", "::1", "fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1",
    "5c1a.local", "metadata.google.internal",
)  # fmt: skip


@pytest.fixture
def written(monkeypatch):
    """Where the server wrote to, and how much."""
    seen = []
    send = Mux.send

    def noted(self, data, address):
        seen.append((address, len(data)))
        send(self, data, address)

    monkeypatch.setattr(Mux, "send", noted)
    return seen


@pytest.fixture
def victim():
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    made.setblocking(False)
    yield made
    made.close()


def _candidates(port):
    return "".join(
        f"a=candidate:{number} 1 udp {2_130_706_431 - number} {host} {port} typ host\r\n"
        for number, host in enumerate(FOREIGN)
    )


def _drained(victim):
    came = []
    while True:
        try:
            came.append(victim.recv(2000))
        except BlockingIOError:
            return came


async def test_addresses_that_an_offer_names_are_never_written_to(written, victim):
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        person = Person()
        person.connection.addTransceiver(Tone(440), direction="sendonly")
        await person.connection.setLocalDescription(await person.connection.createOffer())
        offer = person.connection.localDescription.sdp.replace(
            "a=mid:0\r\n", "a=mid:0\r\n" + _candidates(victim.getsockname()[1])
        )
        joined = await media.publish("m", "head", offer)
        await person.connection.setRemoteDescription(RTCSessionDescription(joined.description, "answer"))
        await person.connected()
        path = media._peers[joined.seat][1].connection.path
        await until(lambda: media.rooms["m"].publishers["head"].sound.count > 10)
        assert {address for address, _bytes in written} == {path.address}
        assert path.address[1] != victim.getsockname()[1]
        assert _drained(victim) == []
        await person.close()


async def test_nothing_is_written_before_a_peer_with_the_password_was_there(written):
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        await media.publish("m", "head", CHROME)
        joined = await media.subscribe("m", "saule", SlotWish(1, 0))
        path = media._peers[joined.seat][1].connection.path
        for password in ("", "x" * 32, path.iceGatherer.password[:-1]):
            media.node.mux._hear(_request(path, password=password), ("127.0.0.1", 40_000))
        await asyncio.sleep(0)
        assert written == []
        media.node.mux._hear(_request(path), ("127.0.0.1", 40_000))
        assert [address for address, _bytes in written] == [("127.0.0.1", 40_000)]


def _request(path, *, password=None, **more):
    request = stun.Message(message_method=stun.Method.BINDING, message_class=stun.Class.REQUEST)
    request.attributes["USERNAME"] = f"{path.iceGatherer.name}:peer"
    for name, value in more.items():
        request.attributes[name.replace("_", "-")] = value
    request.add_message_integrity((path.iceGatherer.password if password is None else password).encode())
    return bytes(request)


@pytest.mark.parametrize("more", [{}, {"USE_CANDIDATE": None}, {"USE_CANDIDATE": None, "PRIORITY": 1}])
@pytest.mark.parametrize("host", ["198.51.100.7", "2001:db8::7"])
async def test_a_forged_sender_gets_no_more_bytes_than_were_sent_in_its_name(written, host, more):
    """Even by one who has a seat and her own password: she writes in the name of a machine that she wishes ill."""
    async with engine() as media:
        await media.open_room("m")
        ear = await listens(media, "m", "saule", SlotWish(1, 0))
        path = media.rooms["m"].listeners[ear.seat].connection.path
        real, sent = path.address, 0
        for number in range(60):
            request = _request(path, **more)
            sent += len(request)
            media.node.mux._hear(request, (host, 7))
            if number % 3 == 2:  # and from others between
                media.node.mux._hear(_request(path, **more), (host, 8))
            assert sum(length for address, length in written if address == (host, 7)) <= sent
        assert path.address == real
        await ear.close()


@pytest.mark.parametrize(
    "address", [("255.255.255.255", 9), ("224.0.0.1", 9), ("0.0.0.0", 9), ("ff02::1", 9), ("198.51.100.7", 0)]
)
async def test_a_sender_that_is_many_machines_or_none_is_not_answered(written, address):
    async with engine() as media:
        await media.open_room("m")
        joined = await media.subscribe("m", "saule", SlotWish(1, 0))
        path = media._peers[joined.seat][1].connection.path
        media.node.mux._hear(_request(path, PRIORITY=1), address)
        assert written == []
        assert path.address is None


async def test_what_is_no_signed_request_is_not_answered_at_all(written):
    async with engine() as media:
        for data in (os.urandom(40), b"\0\1\0\0\x21\x12\xa4\x42" + b"x" * 12, b"\x16" * 200, b"\x80" * 200):
            media.node.mux._hear(data, ("198.51.100.7", 9))
        assert written == []
