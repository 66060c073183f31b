"""Broadcasts to as many as a core can send to: sockets of our own, one write for each reader and part, no copy and no queue.

The handshake and everything that readers say is read by `websockets`; after it a reader is a socket, a number, and perhaps the rest
of a frame that did not fit. A reader whose line is full is left alone until it has room, and then goes on at the newest key frame.
"""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from dataclasses import dataclass

import structlog
from websockets.http11 import Request
from websockets.protocol import State
from websockets.server import ServerProtocol

from hearing_state.clock import steady_seconds
from meetings.media.broadcast.hub import AGAIN, PATH, Hub, is_ours
from meetings.media.broadcast.part import Part
from meetings.media.broadcast.reader import Reader
from meetings.media.broadcast.stream import Chunk, Stream

log = structlog.get_logger("broadcast")

HEALTH = "/healthz"
HANDSHAKES_MOST = 2000
HANDSHAKE_SECONDS = 5.0
HANDSHAKE_BYTES = 8 * 1024
SAID_BYTES = 256
"""Of one frame that a reader says: there is nothing to say but pings and goodbyes."""
STALLED_SECONDS = 30.0
"""Without taking a byte, while there is something to take."""
BACKLOG = 4096
_ACCEPTS_AT_ONCE = 200
_TICK_SECONDS = 1.0
_LOG_SECONDS = 30.0


@dataclass(frozen=True)
class Limits:
    readers: int = 20_000
    handshakes: int = HANDSHAKES_MOST
    handshake_seconds: float = HANDSHAKE_SECONDS
    stalled_seconds: float = STALLED_SECONDS


class Server:
    """Made by `open`. ``put`` as of a `Hub`: sends what is new to all of its readers before it returns."""

    def __init__(self, hub: Hub, listening: socket.socket, site_url: str, limits: Limits) -> None:
        self._hub, self._listening, self._limits = hub, listening, limits
        self._site = site_url.split("://", 1)[-1]
        self._loop = asyncio.get_running_loop()
        self._readers: dict[Stream, dict[Reader, None]] = {}
        self._coming: dict[Reader, None] = {}
        self.slow: dict[Reader, None] = {}
        self._talked: set[Reader] = set()
        self.skips = 0
        self.ended: Counter[str] = Counter()
        self._loop.add_reader(listening, self._accept)
        self._ticking = self._loop.create_task(self._tick())

    @classmethod
    async def open(
        cls, hub: Hub, host: str, port: int, site_url: str, limits: Limits | None = None
    ) -> Server:
        """OSError when the port is taken."""
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _name, address = found[0]
        listening = socket.socket(family, kind, protocol)
        listening.setblocking(False)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
        return cls(hub, listening, site_url, limits or Limits())

    @property
    def port(self) -> int:
        return int(self._listening.getsockname()[1])

    @property
    def count(self) -> int:
        return self._hub.readers

    def put(self, ref: str, part: Part | None) -> None:
        found = self._hub.put(ref, part)
        if found is None:
            return
        stream, chunk = found
        readers = self._readers.get(stream, {})
        if chunk is None:
            for reader in list(readers):
                reader.go_on()
            return
        self._fan_out(readers, chunk)

    def _fan_out(self, readers: dict[Reader, None], chunk: Chunk) -> None:
        """Whoever has taken all that was before gets it at once, the others when they have room."""
        frame, number, opening, size = chunk.frame, chunk.number, chunk.opening, len(chunk.frame)
        late: list[Reader] = []
        for reader in readers:
            if reader.wanted != number or reader.waits or reader.opening is not opening:
                late.append(reader)
                continue
            try:
                sent = reader.send(frame)
            except OSError:
                late.append(reader)
                continue
            reader.wanted = number + 1
            if sent != size:
                reader.rest = memoryview(frame)[sent:]
                late.append(reader)
        for reader in late:
            if not reader.waits:
                reader.go_on()

    async def close(self) -> None:
        """The process ends: everybody is told to come again."""
        self._loop.remove_reader(self._listening)
        self._listening.close()
        self._ticking.cancel()
        for readers in list(self._readers.values()):
            for reader in list(readers):
                reader.say_goodbye(AGAIN)
                self.drop(reader, "restarted")
        for reader in list(self._coming):
            self.drop(reader, "restarted")

    # Coming in

    def _accept(self) -> None:
        for _number in range(_ACCEPTS_AT_ONCE):
            try:
                connection, _address = self._listening.accept()
            except OSError:  # nobody more, or no descriptor is left
                return
            if len(self._coming) >= self._limits.handshakes:
                connection.close()
                self.ended["too_many_handshakes"] += 1
                continue
            reader = Reader(self, self._loop, connection, ServerProtocol(max_size=SAID_BYTES))
            self._coming[reader] = None
            self._loop.add_reader(connection, self._hear, reader)

    def _hear(self, reader: Reader) -> None:
        try:
            data = reader.socket.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.drop(reader, "gone")
            return
        reader.heard += len(data)
        if reader in self._coming:
            self._shake_hands(reader, data)
        else:
            self._answer(reader, data)

    def _shake_hands(self, reader: Reader, data: bytes) -> None:
        talk = reader.talk
        if talk is None or reader.heard > HANDSHAKE_BYTES:
            self.drop(reader, "refused")
            return
        talk.receive_data(data)
        for event in talk.events_received():
            if isinstance(event, Request):
                self._decide(reader, talk, event)
                return
        if talk.handshake_exc is not None or talk.close_expected():
            self.drop(reader, "refused")

    def _decide(self, reader: Reader, talk: ServerProtocol, request: Request) -> None:
        response, path = talk.accept(request), request.path.partition("?")[0]
        stream = self._hub.streams.get(path.removeprefix(PATH))
        hosts = frozenset({*request.headers.get_all("Host"), self._site})
        if path == HEALTH:
            response = talk.reject(200, "well\n")
        elif not is_ours("".join(request.headers.get_all("Origin")), hosts):
            response = talk.reject(403, "not from here\n")
        elif stream is None:
            response = talk.reject(404, "no such broadcast now\n")
        elif self._hub.readers >= self._limits.readers:
            response = talk.reject(503, "full\n")
        talk.send_response(response)
        try:
            for each in talk.data_to_send():
                if each:
                    reader.send(each)
        except OSError:
            self.drop(reader, "gone")
            return
        if stream is None or talk.state is not State.OPEN:
            self.drop(reader, "refused")
            return
        del self._coming[reader]
        reader.talk, reader.stream, reader.heard = None, stream, 0
        self._hub.readers += 1
        self._readers.setdefault(stream, {})[reader] = None
        reader.go_on()

    def _answer(self, reader: Reader, data: bytes) -> None:
        """Few readers ever say anything: only those get somebody who understands it."""
        talk = reader.talk = reader.talk or ServerProtocol(state=State.OPEN, max_size=SAID_BYTES)
        self._talked.add(reader)
        if reader.heard > HANDSHAKE_BYTES:  # in a tick: nobody has so much to say
            self.drop(reader, "talkative")
            return
        talk.receive_data(data)
        talk.events_received()
        answers = b"".join(talk.data_to_send())
        if talk.state is not State.OPEN:
            self.drop(reader, "goodbye")
        elif (
            answers and reader.rest is None
        ):  # in the middle of a frame a pong is left out: the next ping gets one
            reader.hand_over(memoryview(answers))

    # Going

    def drop(self, reader: Reader, why: str) -> None:
        """At once. A second call does nothing."""
        if reader.socket.fileno() < 0:
            return
        self.ended[why] += 1
        self._loop.remove_reader(reader.socket)
        if reader.waits:
            self._loop.remove_writer(reader.socket)
        reader.socket.close()
        self._coming.pop(reader, None)
        self.slow.pop(reader, None)
        stream, reader.stream, reader.rest = reader.stream, None, None
        if stream is not None:
            readers = self._readers[stream]
            del readers[reader]
            self._hub.readers -= 1
            if not readers:
                del self._readers[stream]

    async def _tick(self) -> None:
        logged_at = steady_seconds()
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            now = steady_seconds()
            for reader in [each for each in self._coming if now - each.at > self._limits.handshake_seconds]:
                self.drop(reader, "silent")
            for reader in [each for each in self.slow if now - each.at > self._limits.stalled_seconds]:
                self.drop(reader, "stalled")
            for reader in self._talked:
                reader.heard = 0
            self._talked.clear()
            for ref in self._hub.silent(now):
                self.put(ref, None)
            if self.ended and now - logged_at > _LOG_SECONDS:
                logged_at = now
                log.info("broadcast.ended", inside=self._hub.readers, skips=self.skips, **dict(self.ended))
                self.ended.clear()
