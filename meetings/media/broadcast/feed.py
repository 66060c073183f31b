"""The way of parts from the process that packages a meeting to the one that sends it to everybody, over a unix socket or a private net.

Both ends prove that they hold the media nodes' key. Each part is announced by a marked line that holds the digest of its bytes.
Nothing is kept for a hub that is away: what counts is the newest.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import deque
from contextlib import suppress
from typing import Any

import structlog

from meetings.media.broadcast.hub import Hub
from meetings.media.broadcast.part import Head, Part
from meetings.media.broadcast.server import Server
from meetings.media.control import lines
from meetings.media.control.door import Door
from meetings.media.control.lines import Broken, Marked
from meetings.media.control.proving import proved_to_them, proved_to_us

log = structlog.get_logger("broadcast")

WAITING_MOST = 100
FEEDERS_MOST = 32
PART_BYTES_MOST = 4 << 20
PROOF_SECONDS = 5.0
AGAIN_SECONDS = 1.0
_REF_LETTERS = 40


class Feeder:
    """``put`` never waits; the oldest parts are left out when the hub does not take them in time."""

    def __init__(self, door: Door, key: bytes) -> None:
        self._door, self._key = door, lines.checked_key(key)
        self._waiting: deque[tuple[str, Part | None]] = deque(maxlen=WAITING_MOST)
        self._news = asyncio.Event()
        self._is_proved = False
        self._running = asyncio.get_running_loop().create_task(self._run())

    def put(self, ref: str, part: Part | None) -> None:
        self._waiting.append((ref, part))
        self._news.set()

    async def close(self) -> None:
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)

    async def _run(self) -> None:
        is_told = False
        while True:
            try:
                async with asyncio.timeout(PROOF_SECONDS):
                    reader, writer = await self._door.connect()
                try:
                    await self._feed(reader, writer)
                finally:
                    writer.close()
            except (OSError, TimeoutError, Broken, ValueError, asyncio.IncompleteReadError) as fault:
                if not is_told:
                    log.warning("broadcast.hub_away", why=type(fault).__name__)
                is_told = not self._is_proved
            await asyncio.sleep(AGAIN_SECONDS)

    async def _feed(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._is_proved = False
        async with asyncio.timeout(PROOF_SECONDS):
            nonces = await proved_to_them(reader, writer, self._key)
        self._is_proved = True
        marked, known = Marked(self._key, "caller", nonces), dict[str, Head]()
        while True:
            await self._news.wait()
            self._news.clear()
            while self._waiting:
                ref, part = self._waiting.popleft()
                for each in _said(marked, known, ref, part):
                    writer.write(each)
                await writer.drain()


def _said(marked: Marked, known: dict[str, Head], ref: str, part: Part | None) -> list[bytes]:
    if part is None:
        known.pop(ref, None)
        return [marked.mark({"meeting": ref})]
    head = part.head if known.get(ref) is not part.head else None
    known[ref] = part.head
    told: dict[str, Any] = {"meeting": ref, "key": part.is_key, "bytes": len(part.data)}
    if head is not None:
        told["head"] = {"bytes": len(head.data), "codecs": head.codecs, "size": [head.width, head.height]}
    body = (head.data if head is not None else b"") + part.data
    told["digest"] = hashlib.sha256(body).hexdigest()
    return [marked.mark(told), body]


class Fed:
    """The end of the hub. Made by `open`."""

    def __init__(self, into: Hub | Server, key: bytes) -> None:
        self._into, self._key = into, lines.checked_key(key)
        self._server: asyncio.Server | None = None
        self._feeders: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, into: Hub | Server, door: Door, key: bytes) -> Fed:
        made = cls(into, key)
        made._server = await door.serve(made._take)
        return made

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in list(self._feeders):
            task.cancel()
        await asyncio.gather(*self._feeders, return_exceptions=True)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        if len(self._feeders) >= FEEDERS_MOST:
            writer.close()
            return
        self._feeders.add(task)
        try:
            async with asyncio.timeout(PROOF_SECONDS):
                nonces = await proved_to_us(reader, writer, self._key)
            await self._read(reader, Marked(self._key, "caller", nonces))
        except (Broken, TimeoutError) as fault:
            log.warning("broadcast.feeder_put_out", why=str(fault) or "silent")
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # it went away, or we end
        finally:
            self._feeders.discard(task)
            with suppress(OSError):
                writer.close()

    async def _read(self, reader: asyncio.StreamReader, marked: Marked) -> None:
        heads: dict[str, Head] = {}
        while line := await reader.readline():
            said = marked.check(line)
            ref = str(said.get("meeting"))[:_REF_LETTERS]
            if "bytes" not in said:
                heads.pop(ref, None)
                self._into.put(ref, None)
                continue
            told = said.get("head")
            sizes = (_size(told), _size(said)) if told else (0, _size(said))
            body = await reader.readexactly(sum(sizes))
            if hashlib.sha256(body).hexdigest() != said.get("digest"):
                raise Broken("other bytes than were announced")
            if told:
                width, height = told["size"]
                heads[ref] = Head(body[: sizes[0]], str(told["codecs"]), int(width), int(height))
            if ref not in heads:
                raise Broken("a part without a head")
            self._into.put(ref, Part(heads[ref], body[sizes[0] :], bool(said.get("key"))))


def _size(said: dict[str, Any]) -> int:
    size = said.get("bytes")
    if not isinstance(size, int) or not 0 <= size <= PART_BYTES_MOST:
        raise Broken("a part larger than any may be")
    return size
