"""Many look on: everybody gets the same bytes; who is slow comes to the present and costs nothing; strangers stay outside."""

import asyncio
import json
import os
import socket
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from meetings.media.broadcast.feed import Fed, Feeder
from meetings.media.broadcast.hub import SILENT_SECONDS, Hub
from meetings.media.broadcast.part import Head, Part
from meetings.media.broadcast.server import Limits, Server
from meetings.media.broadcast.stream import LAG_PARTS, PARTS_MOST, Stream
from meetings.media.control.door import Door
from tests.meetings.media.peers import until

MEETING = "M-2026-000017"
SITE = "http://house.test"
HEAD = Head(b"head" * 100, "avc1.42e01f,mp4a.40.2", 640, 360)
OTHER = Head(b"other" * 100, "avc1.42e01f,mp4a.40.2", 320, 180)
KEY = b"a key that only this test knows"


def part(number, *, head=HEAD, size=2000, key_every=10):
    return Part(head, b"%08d" % number + b"x" * size, number % key_every == 0)


@asynccontextmanager
async def serving(limits=None):
    server = await Server.open(Hub(), "127.0.0.1", 0, SITE, limits)
    try:
        yield server
    finally:
        await server.close()


def looks_on(server, meeting=MEETING, **more):
    address = f"ws://127.0.0.1:{server.port}/broadcast/{meeting}"
    return connect(address, proxy=None, compression=None, **{"origin": SITE, **more})


async def test_everybody_begins_at_a_key_frame_and_gets_the_same_bytes_until_it_is_over():
    async with serving() as server:
        for number in range(13):
            server.put(MEETING, part(number))
        async with looks_on(server) as one, looks_on(server, origin=f"http://127.0.0.1:{server.port}") as two:
            await until(lambda: server.count == 2)
            server.put(MEETING, part(13))
            server.put(MEETING, part(14, head=OTHER))
            server.put(MEETING, None)
            came = [[each async for each in connection] for connection in (one, two)]
    assert came[0] == came[1]
    words, head, *parts = came[0]
    assert json.loads(words) == {"type": 'video/mp4; codecs="avc1.42e01f,mp4a.40.2"', "size": [640, 360]}
    assert head == HEAD.data
    assert [int(each[:8]) for each in parts[:4]] == [10, 11, 12, 13]
    assert parts[4:6] == [json.dumps(json.loads(words) | {"size": [320, 180]}), OTHER.data]
    assert int(parts[6][:8]) == 14
    assert json.loads(parts[7]) == {"over": True}
    assert server.count == 0
    assert one.close_code == 1000


async def test_strangers_other_sites_and_one_too_many_are_told_no():
    async with serving(Limits(readers=1)) as server:
        server.put(MEETING, part(0))
        for more, status in (({"origin": "https://evil.example"}, 403), ({"meeting": "M-2026-000099"}, 404)):
            with pytest.raises(InvalidStatus) as refusal:
                await looks_on(server, **more)
            assert refusal.value.response.status_code == status
        async with looks_on(server) as first:
            with pytest.raises(InvalidStatus) as refusal:
                await looks_on(server)
            assert refusal.value.response.status_code == 503
            assert await first.recv()
        await until(lambda: server.count == 0)
        async with looks_on(server, origin=None) as program:
            assert await program.recv()


async def test_who_says_nothing_and_who_says_too_much_is_put_out():
    async with serving(Limits(handshakes=20, handshake_seconds=0.2)) as server:
        server.put(MEETING, part(0))
        silent = [await asyncio.open_connection("127.0.0.1", server.port) for _number in range(20)]
        await until(lambda: len(server._coming) == 20)
        silent.append(await asyncio.open_connection("127.0.0.1", server.port))
        for waiting, writer in reversed(silent):  # the last one found no seat for one more handshake
            assert await waiting.read() == b""
            writer.close()
            await writer.wait_closed()
        assert server.ended["silent"] == 20
        assert server.ended["too_many_handshakes"] == 1
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"GET /broadcast/x HTTP/1.1\r\nX: " + b"y" * 10_000)
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await reader.readexactly(10_000)
        writer.close()
        async with looks_on(server) as talker:
            await talker.ping()
            await talker.send("x" * 1000)  # longer than anything that anybody has to say
            await talker.wait_closed()
        assert server.count == 0


async def test_a_stalled_reader_holds_nothing_and_goes_on_at_the_newest_key_frame():
    async with serving() as server:
        server.put(MEETING, part(0, size=20_000))
        quick, slow = looks_on(server), looks_on(server, max_queue=1)
        async with quick as one, slow as two:
            await until(lambda: server.count == 2)
            seen, last = [], 200
            for number in range(1, last + 1):
                server.put(MEETING, part(number, size=20_000))
                while not seen or seen[-1] < number:
                    message = await one.recv()
                    if isinstance(message, bytes) and message != HEAD.data:
                        seen.append(int(message[:8]))
            assert seen == list(range(last + 1))
            assert server.slow
            stalled = next(iter(server.slow))
            assert len(stalled.rest or b"") < 25_000
            got = []
            while not got or got[-1] < last:
                message = await two.recv()
                if isinstance(message, bytes) and message != HEAD.data:
                    got.append(int(message[:8]))
            leaps = [after for before, after in pairwise(got) if after != before + 1]
            assert leaps
            assert all(each % 10 == 0 for each in leaps)
            assert server.skips >= 1
            await until(lambda: not server.slow)


async def test_five_hundred_stalled_readers_cost_what_one_does():
    async with serving() as server:
        server.put(MEETING, part(0, size=50_000))
        loop = asyncio.get_running_loop()
        stalled = []
        for _number in range(500):
            line = socket.socket()
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.setblocking(False)
            await loop.sock_connect(line, ("127.0.0.1", server.port))
            await loop.sock_sendall(line, _hello(server.port))
            stalled.append(line)
        await until(lambda: server.count == 500)
        for number in range(1, 10):
            server.put(MEETING, part(number, size=50_000))
        await until(lambda: len(server.slow) == 500)
        before = _resident()
        for number in range(10, 400):  # 20 MB for each of them, had anybody kept it
            server.put(MEETING, part(number, size=50_000))
            await asyncio.sleep(0)
        assert _resident() - before < 30 << 20
        assert len({id(each.rest.obj) for each in server.slow}) <= 3
        for line in stalled:
            line.close()
        await until(lambda: server.count == 0)


def _hello(port):
    return (
        f"GET /broadcast/{MEETING} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()


def _resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def test_who_takes_nothing_for_long_is_put_out():
    async with serving(Limits(stalled_seconds=0.3)) as server:
        server.put(MEETING, part(0, size=1000))
        async with looks_on(server, max_queue=1):
            await until(lambda: server.count == 1)
            number = 0

            def more():
                nonlocal number
                number += 1
                server.put(MEETING, part(number, size=50_000))
                return server.ended["stalled"] == 1

            await until(more)
        assert server.count == 0


def test_a_reader_far_behind_is_given_the_newest_key_frame_and_an_old_part_never():
    stream = Stream()
    assert stream.next_for(0) is None
    for number in range(1, 41):
        stream.add(part(number))
    assert stream.next_for(0).number == 40
    assert stream.next_for(39).number == 39
    assert stream.next_for(40 - LAG_PARTS).number == 40 - LAG_PARTS
    assert stream.next_for(40 - LAG_PARTS - 1).number == 40
    assert stream.next_for(41) is None
    for number in range(41, 41 + PARTS_MOST):
        stream.add(part(number, key_every=1000))
    assert stream.next_for(0) is None  # no key frame is left: wait for the next
    stream.add(part(2000))
    assert stream.next_for(0).is_key


async def test_the_process_that_packages_feeds_the_one_that_sends_and_only_with_the_key(tmp_path):
    door = Door.at(f"unix:{tmp_path}/feed.sock")
    async with serving() as server:
        fed = await Fed.open(server, door, KEY)
        stranger, feeder = Feeder(door, b"x" * len(KEY)), Feeder(door, KEY)
        stranger.put(MEETING, part(0))
        head = Head(HEAD.data, HEAD.codecs, 640, 360)
        for number in range(3):
            feeder.put(MEETING, part(number, head=head))
        await until(lambda: MEETING in server._hub.streams and server._hub.streams[MEETING].newest == 3)
        async with looks_on(server) as one:
            assert json.loads(await one.recv())["size"] == [640, 360]
            assert await one.recv() == HEAD.data
            assert [(await one.recv())[:8] for _number in range(3)] == [b"%08d" % each for each in range(3)]
            await fed.close()
            fed = await Fed.open(server, door, KEY)  # the sending process was started anew, or its line broke
            other = iter(range(3, 1000))

            def again():
                feeder.put(MEETING, part(next(other), head=head))
                return server._hub.streams[MEETING].newest > 3

            await until(again)
            feeder.put(MEETING, None)
            assert [each async for each in one][-1] == '{"over":true}'
        await stranger.close()
        await feeder.close()
        await fed.close()


async def test_a_broadcast_that_nobody_feeds_any_more_ends():
    hub = Hub()
    hub.put(MEETING, part(0))
    fed_at = hub.streams[MEETING].fed_at
    assert hub.silent(fed_at + SILENT_SECONDS - 1) == []
    assert hub.silent(fed_at + SILENT_SECONDS + 1) == [MEETING]
