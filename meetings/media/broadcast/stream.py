"""One meeting's newest parts, ready to be sent: the same bytes for everybody. Pure but for waking who waits.

There are no queues for readers. A reader is a number: the part wanted next. Who falls behind is given the newest key frame,
so a thousand stalled readers hold a thousand numbers and nothing else.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from dataclasses import dataclass

from websockets.frames import Frame, Opcode

from hearing_state.clock import steady_seconds
from meetings.media.broadcast.part import PART_SECONDS, Head, Part

PARTS_MOST = 64
BYTES_MOST = 8 << 20
LAG_PARTS = round(3.0 / PART_SECONDS)
"""So far behind the newest part a reader may be before it is given the newest key frame."""


def framed(opcode: Opcode, data: bytes) -> bytes:
    """As it goes over the socket: servers do not mask, so it is the same for everybody."""
    return Frame(opcode, data).serialize(mask=False)


OVER = '{"over":true}'
OVER_FRAME = framed(Opcode.TEXT, OVER.encode())


class Opening:
    """What must be said before the first part of a head: in words which codecs follow, then the head itself."""

    def __init__(self, head: Head) -> None:
        self.words = json.dumps(
            {"type": f'video/mp4; codecs="{head.codecs}"', "size": [head.width, head.height]}
        )
        self.data = head.data
        self.frame = framed(Opcode.TEXT, self.words.encode()) + framed(Opcode.BINARY, head.data)


@dataclass(frozen=True, slots=True)
class Chunk:
    number: int
    opening: Opening
    data: bytes
    frame: bytes
    is_key: bool


class Stream:
    """Numbers begin at 1; a reader who wants 0 wants the newest key frame."""

    def __init__(self) -> None:
        self._chunks: deque[Chunk] = deque()
        self._bytes = self.newest = self._key = 0
        self._head: Head | None = None
        self._opening: Opening | None = None
        self._changed = asyncio.Event()
        self.fed_at = steady_seconds()
        self.is_over = False

    def add(self, part: Part) -> Chunk:
        if self._opening is None or part.head is not self._head:
            self._head, self._opening = part.head, Opening(part.head)
        self.newest, self.fed_at = self.newest + 1, steady_seconds()
        chunk = Chunk(self.newest, self._opening, part.data, framed(Opcode.BINARY, part.data), part.is_key)
        self._chunks.append(chunk)
        self._bytes += len(chunk.data)
        while len(self._chunks) > PARTS_MOST or (self._bytes > BYTES_MOST and len(self._chunks) > 1):
            self._bytes -= len(self._chunks.popleft().data)
        if part.is_key:
            self._key = chunk.number
        self._wake()
        return chunk

    def end(self) -> None:
        self.is_over = True
        self._wake()

    def next_for(self, wanted: int) -> Chunk | None:
        """What a reader who wants that number is sent; None: nothing yet. A higher number than wanted was skipped to."""
        if not self._chunks or wanted > self.newest:
            return None
        first = self._chunks[0].number
        is_behind = wanted < first or self.newest - wanted > LAG_PARTS
        if is_behind and self._key > wanted and self._key >= first:
            wanted = self._key
        return self._chunks[wanted - first] if wanted >= first else None

    async def changed(self) -> None:
        """Until there is something new."""
        await self._changed.wait()

    def _wake(self) -> None:
        woken, self._changed = self._changed, asyncio.Event()
        woken.set()
