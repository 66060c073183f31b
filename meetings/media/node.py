"""A media node: one engine, and the door through which signalling processes speak to it.

The door is a unix socket (for its owner alone) or TCP. Who cannot prove within some seconds that it holds the key is put out, and so is
who breaks the protocol. A caller that goes away takes nothing with it: seats belong to people, and they go on hearing.
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog

from hearing_state.errors import Problem, Unavailable
from meetings.media.control import lines, words
from meetings.media.control.door import Door
from meetings.media.control.lines import Broken, Marked
from meetings.media.control.proving import proved_to_us
from meetings.media.engine import MediaEngine

log = structlog.get_logger("media")

CALLERS = 32
"""Connections at the same time, with those that did not prove anything yet."""
PROOF_SECONDS = 5.0
WORD_SECONDS = 15.0


class Node:
    """Answers for one engine. Made by `open`; `close` ends the door and the engine."""

    def __init__(self, engine: MediaEngine, key: bytes) -> None:
        self.engine, self._key = engine, lines.checked_key(key)
        self._server: asyncio.Server | None = None
        self._callers: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, engine: MediaEngine, door: Door, key: bytes) -> Node:
        node = cls(engine, key)
        node._server = await door.serve(node._answer)
        return node

    @property
    def port(self) -> int:
        """Of a TCP door that was opened at port 0."""
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in list(self._callers):
            task.cancel()
        await asyncio.gather(*self._callers, return_exceptions=True)
        await self.engine.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        if len(self._callers) >= CALLERS:
            writer.close()
            return
        self._callers.add(task)
        try:
            await Caller(self.engine, reader, writer).served(self._key)
        except (Broken, TimeoutError) as fault:
            log.warning("media.caller_put_out", why=str(fault) or "silent")
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # it went away, sent a line without end, or the node closes
        finally:
            self._callers.discard(task)
            writer.close()


class Caller:
    """One connection. Words are begun in the order in which they come, and answered when they are done."""

    def __init__(
        self, engine: MediaEngine, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._engine, self._reader, self._writer = engine, reader, writer
        self._working: set[asyncio.Task[None]] = set()

    async def served(self, key: bytes) -> None:
        async with asyncio.timeout(PROOF_SECONDS):
            nonces = await proved_to_us(self._reader, self._writer, key)
        hears, self._speaks = Marked(key, "caller", nonces), Marked(key, "node", nonces)
        try:
            while line := await self._reader.readline():
                self._begin(hears.check(line))
                await self._writer.drain()
        finally:
            for task in self._working:
                task.cancel()

    def _begin(self, said: dict[str, Any]) -> None:
        number, word = said.get("n"), said.get("do")
        if not isinstance(number, int) or not isinstance(word, str) or len(self._working) >= lines.WAITING:
            raise Broken("no question, or too many")
        work = self._do(number, word, words.asked(word, said.get("with")))
        task = asyncio.get_running_loop().create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def _do(self, number: int, word: str, arguments: dict[str, Any]) -> None:
        answer: dict[str, Any] = {"n": number}
        try:
            async with asyncio.timeout(WORD_SECONDS):
                answer["ok"] = words.told(word, await getattr(self._engine, word)(**arguments))
        except Problem as refusal:
            answer["no"] = words.refused(refusal)
        except Exception:
            log.warning("media.word_failed", word=word, exc_info=True)
            answer["no"] = words.refused(Unavailable("media.away"))
        self._writer.write(self._speaks.mark(answer))
