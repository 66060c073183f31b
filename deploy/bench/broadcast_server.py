"""The measured process of `make bench-broadcast`: our broadcast server, or a bare `websockets` one, sending the same parts."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

import structlog
import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

from meetings.media.broadcast.hub import Hub
from meetings.media.broadcast.part import PART_SECONDS, Head, Part
from meetings.media.broadcast.server import Limits, Server

MEETING = "M-1"
KBIT_S = 360
KEY_EVERY = 10
_BYTES = int(KBIT_S * 1000 / 8 * PART_SECONDS)
_KEY_BYTES, _OTHER_BYTES = 3 * _BYTES, (KEY_EVERY * _BYTES - 3 * _BYTES) // (KEY_EVERY - 1)
"""A key frame is larger than the rest; over a group it comes to the same."""


async def _ours(put_here: list[Callable[[bytes, bool], None]]) -> int:
    hub = Hub()
    server = await Server.open(
        hub, "127.0.0.1", 0, "http://127.0.0.1", Limits(readers=30_000, stalled_seconds=600)
    )
    head = Head(os.urandom(1200), "avc1.42e01f,mp4a.40.2", 640, 360)
    put_here.append(lambda data, is_key: server.put(MEETING, Part(head, data, is_key)))
    return server.port


async def _bare(put_here: list[Callable[[bytes, bool], None]]) -> int:
    """As its documentation shows it, without what costs it most: compression, and its own pings."""
    readers: set[ServerConnection] = set()

    async def stay(connection: ServerConnection) -> None:
        readers.add(connection)
        try:
            await connection.wait_closed()
        finally:
            readers.discard(connection)

    server = await serve(stay, "127.0.0.1", 0, compression=None, ping_interval=None, backlog=4096)
    put_here.append(lambda data, _is_key: broadcast(readers, data))
    return int(next(iter(server.sockets)).getsockname()[1])


async def _send(put: Callable[[bytes, bool], None]) -> None:
    """Each part begins with the moment at which it was handed over."""
    key, other = os.urandom(_KEY_BYTES), os.urandom(_OTHER_BYTES)
    number, due = 0, time.monotonic()
    while True:
        is_key = number % KEY_EVERY == 0
        put(struct.pack("!d", time.monotonic()) + (key if is_key else other)[8:], is_key)
        number, due = number + 1, due + PART_SECONDS
        await asyncio.sleep(max(0.0, due - time.monotonic()))


def _told() -> str:
    used = resource.getrusage(resource.RUSAGE_SELF)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return json.dumps(
        {
            "user": used.ru_utime,
            "system": used.ru_stime,
            "at": time.monotonic(),
            "megabytes": pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
        }
    )


async def _run(which: str) -> None:
    put_here: list[Callable[[bytes, bool], None]] = []
    port = await (_ours(put_here) if which == "ours" else _bare(put_here))
    sending = asyncio.create_task(_send(put_here[0]))
    print(port, flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(_told(), flush=True)
    sending.cancel()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("which", choices=("ours", "bare"))
    args = parser.parse_args()
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    os.sched_setaffinity(0, {0})
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    uvloop.run(_run(args.which))
