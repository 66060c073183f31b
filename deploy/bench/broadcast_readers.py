# ruff: noqa: PLR2004 - bytes of frames
"""Many readers of `make bench-broadcast`: real handshakes, then the sockets are read and the bytes counted. Every fiftieth takes its
frames apart and tells how old each part was when all of it had come. ``stalled`` ones say hello and then take nothing at all."""

from __future__ import annotations

import argparse
import base64
import json
import os
import resource
import select
import socket
import struct
import sys
import threading
import time
from dataclasses import dataclass, field

from deploy.bench.broadcast_server import MEETING

_TAKE = 64 * 1024


@dataclass
class Frames:
    """Takes a stream of unmasked frames apart; of each it keeps only the first eight bytes."""

    rest: bytes = b""
    skip: int = 0
    ages: list[float] = field(default_factory=list)
    sent_at: float = 0.0

    def take(self, data: bytes) -> None:
        now = time.monotonic()
        if self.skip:
            taken = min(self.skip, len(data))
            self.skip, data = self.skip - taken, data[taken:]
            if self.skip:
                return
            self._came(now)
        data = self.rest + data
        while len(data) >= 18:
            size, at = data[1] & 0x7F, 2
            if size == 126:
                size, at = int.from_bytes(data[2:4]), 4
            elif size == 127:
                size, at = int.from_bytes(data[2:10]), 10
            self.sent_at = struct.unpack_from("!d", data, at)[0] if data[0] == 0x82 and size > 2000 else 0.0
            if len(data) < at + size:
                self.skip, data = at + size - len(data), b""
                break
            data = data[at + size :]
            self._came(now)
        self.rest = data

    def _came(self, now: float) -> None:
        if self.sent_at and now - self.sent_at < 600:
            self.ages.append(now - self.sent_at)


class Sink:
    def __init__(self, port: int) -> None:
        self._port, self._poll = port, select.epoll()
        self.sockets: dict[int, socket.socket] = {}
        self.stalled: list[socket.socket] = []
        self.frames: dict[int, Frames] = {}
        self.octets = self.gone = 0
        threading.Thread(target=self._run, daemon=True).start()

    def join(self, how_many: int, *, stalled: bool = False) -> None:
        """Some hundred handshakes at once, so that a busy machine is not measured by its patience."""
        for start in range(0, how_many, 200):
            made = [self._asked(stalled=stalled) for _number in range(min(200, how_many - start))]
            for each in made:
                self._let_in(each)
                if stalled:
                    self.stalled.append(each)
                else:
                    self._watch(each)

    def _asked(self, *, stalled: bool) -> socket.socket:
        key = base64.b64encode(os.urandom(16)).decode()
        made = socket.socket()
        if stalled:  # before it connects: otherwise the kernel takes megabytes in its place
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        made.connect(("127.0.0.1", self._port))
        made.sendall(
            f"GET /broadcast/{MEETING} HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        return made

    def _let_in(self, made: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            more = made.recv(4096, socket.MSG_PEEK)
            before, end, _after = more.partition(b"\r\n\r\n")
            head += made.recv(len(before) + len(end))
            if not more:
                break
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            raise SystemExit(f"not let in: {head!r}")
        made.setblocking(False)

    def _watch(self, made: socket.socket) -> None:
        number = made.fileno()
        if len(self.sockets) % 50 == 0:
            self.frames[number] = Frames()
        self.sockets[number] = made
        self._poll.register(number, select.EPOLLIN)

    def _run(self) -> None:
        while True:
            for number, _event in self._poll.poll(0.2, 4096):
                try:
                    data = self.sockets[number].recv(_TAKE)
                except BlockingIOError:
                    continue
                except OSError:
                    data = b""
                if not data:
                    self.gone += 1
                    self._poll.unregister(number)
                    continue
                self.octets += len(data)
                if number in self.frames:
                    self.frames[number].take(data)

    def reset(self) -> None:
        self.octets = 0
        for each in self.frames.values():
            each.ages = []

    def told(self) -> dict[str, float]:
        ages = sorted(age for each in self.frames.values() for age in each.ages)
        return {
            "octets": self.octets,
            "gone": self.gone,
            "age_p50_ms": 1000 * ages[len(ages) // 2] if ages else -1,
            "age_p99_ms": 1000 * ages[int(len(ages) * 0.99)] if ages else -1,
        }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("how_many", type=int)
    parser.add_argument("stalled", type=int)
    args = parser.parse_args()
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    os.sched_setaffinity(0, {1})
    sink = Sink(args.port)
    sink.join(args.how_many)
    sink.join(args.stalled, stalled=True)
    print(json.dumps({"joined": len(sink.sockets)}), flush=True)
    while line := sys.stdin.readline().strip():
        if line == "reset":
            sink.reset()
        print(json.dumps(sink.told()), flush=True)
