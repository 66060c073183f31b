"""H12: a forged ClientHello that comes before the peer's own costs her nothing."""

import asyncio
import socket

import pytest
from aiortc.rtcdtlstransport import SRTP_PROFILES, RTCCertificate
from OpenSSL import SSL

from meetings.media.engine import SlotWish
from tests.meetings.media.peers import Person, Tone, answers, engine, speaks, until


def _client_hello() -> bytes:
    """A true one, as OpenSSL writes it, of a stranger with a certificate of his own."""
    context = RTCCertificate.generateCertificate()._create_ssl_context(srtp_profiles=SRTP_PROFILES)
    client = SSL.Connection(context)
    client.set_connect_state()
    with pytest.raises(SSL.WantReadError):
        client.do_handshake()
    return client.bio_read(1500)


async def test_a_strangers_client_hello_before_hers_and_she_hears_all_the_same():
    hello = _client_hello()
    assert hello[0] == 22
    strangers = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _number in range(8)]
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        forging = asyncio.create_task(_keep_forging(strangers, hello, media.port))
        head = await speaks(media, "m", "head", Tone(440))
        ear = Person()
        joined = await media.subscribe("m", "saule", SlotWish(1, 0))
        await answers(media, ear, joined)
        await ear.connected()
        await until(lambda: len(ear.packets) > 20)
        assert forging.cancel()  # it went on the whole time
        for each in strangers:
            with pytest.raises(BlockingIOError):  # and no stranger got one byte
                each.recv(2000)
            each.close()
        for each in (head, ear):
            await each.close()


async def _keep_forging(strangers, hello, port):
    for each in strangers:
        each.bind(("127.0.0.1", 0))
        each.setblocking(False)
    while True:
        for each in strangers:
            each.sendto(hello, ("127.0.0.1", port))
        await asyncio.sleep(0.002)
