"""One reader of a broadcast: a socket, the number of the part that comes next, and what of a frame did not fit. No queue."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from websockets.frames import Close, Opcode

from hearing_state.clock import steady_seconds
from meetings.media.broadcast.hub import GOODBYE
from meetings.media.broadcast.stream import OVER_FRAME, Opening, Stream, framed

if TYPE_CHECKING:
    from websockets.server import ServerProtocol

SEND_BUFFER = 64 * 1024
"""In the kernel, for each reader: a second and a half of 360 kbit/s."""


class Keeper(Protocol):
    """Who knows all readers. ``slow``: those whose line is full."""

    skips: int
    slow: dict[Reader, None]

    def drop(self, reader: Reader, why: str) -> None: ...


class Reader:
    """``at``: when it came, and later when it last took something. ``heard``: bytes that it said lately."""

    __slots__ = ("at", "heard", "is_closing", "keeper", "loop", "opening", "rest", "send", "socket", "stream", "talk", "waits", "wanted")  # fmt: skip

    def __init__(
        self, keeper: Keeper, loop: asyncio.AbstractEventLoop, connection: socket.socket, talk: ServerProtocol
    ) -> None:
        connection.setblocking(False)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.keeper, self.loop = keeper, loop
        self.socket, self.send, self.at = connection, connection.send, steady_seconds()
        self.talk: ServerProtocol | None = talk
        self.stream: Stream | None = None
        self.opening: Opening | None = None
        self.rest: memoryview | None = None
        self.wanted = self.heard = 0
        self.waits = self.is_closing = False

    def go_on(self) -> None:
        """As much as there is and fits. Called when there is something new, and when a full line has room again."""
        stream = self.stream
        while stream is not None:
            if self.rest is not None and not self.hand_over(self.rest):
                return
            if self.is_closing:
                with suppress(OSError):
                    self.socket.shutdown(socket.SHUT_WR)
                self.keeper.drop(self, "over")
                return
            chunk = stream.next_for(self.wanted)
            if chunk is None:
                if not stream.is_over:
                    self._wait(waits=False)
                    return
                self.is_closing = True
                self.rest = memoryview(OVER_FRAME + _goodbye(GOODBYE))
                continue
            self.keeper.skips += 0 < self.wanted < chunk.number
            if chunk.opening is not self.opening:
                self.opening, self.wanted = chunk.opening, chunk.number
                self.rest = memoryview(chunk.opening.frame)
            else:
                self.rest, self.wanted = memoryview(chunk.frame), chunk.number + 1

    def hand_over(self, data: memoryview) -> bool:
        """Whether all of it fitted."""
        try:
            sent = self.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.keeper.drop(self, "gone")
            return False
        if sent:
            self.at = steady_seconds()
        self.rest = data[sent:] if sent < len(data) else None
        if self.rest is not None:
            self._wait(waits=True)
        return self.rest is None

    def say_goodbye(self, code: int) -> None:
        """Only where it does not come into the middle of a frame; the others notice the end of the line."""
        if self.rest is None:
            with suppress(OSError):
                self.send(_goodbye(code))

    def _wait(self, *, waits: bool) -> None:
        """For room in the line."""
        if self.waits is waits:
            return
        self.waits = waits
        if waits:
            self.keeper.slow[self] = None
            self.at = steady_seconds()
            self.loop.add_writer(self.socket, self.go_on)
        else:
            self.keeper.slow.pop(self, None)
            self.loop.remove_writer(self.socket)


def _goodbye(code: int) -> bytes:
    return framed(Opcode.CLOSE, Close(code, "").serialize())
