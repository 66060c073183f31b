"""Which media server carries a meeting: the one of this process, or a node that may die and be replaced."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from hearing_state.actions import Context
from meetings.media.engine import MediaEngine
from meetings.nodes.engines import Engines

Start = Callable[[], Awaitable[MediaEngine]]


@dataclass(frozen=True)
class Carried:
    """``place``: which server it is, in which of its lives. At another place nothing of the meeting is there."""

    engine: MediaEngine
    place: Hashable = "here"


class Carrier(Protocol):
    moves: bool
    """Whether a meeting may find itself at another place."""

    async def of(self, meeting: UUID) -> Carried:
        """Raises Unavailable where nothing can carry it."""
        ...

    async def close(self) -> None: ...


class Here:
    """The media server of this process, started with the first meeting that needs it."""

    moves = False

    def __init__(self, start: Start) -> None:
        self._start = start
        self._lock = asyncio.Lock()
        self.engine: MediaEngine | None = None

    async def of(self, _meeting: UUID) -> Carried:
        async with self._lock:
            if self.engine is None:
                self.engine = await self._start()
        return Carried(self.engine)

    async def close(self) -> None:
        if self.engine is not None:
            await self.engine.close()


class OnNodes:
    """Processes of their own (`hearing-state media`), on this machine or others; several signalling processes find the same."""

    moves = True

    def __init__(self, context: Callable[[], Context], key: bytes) -> None:
        self._context, self._engines = context, Engines(key)

    async def of(self, meeting: UUID) -> Carried:
        found = await self._engines.of(self._context(), meeting)
        return Carried(found.engine, (found.placed.node, found.placed.life))

    async def close(self) -> None:
        await self._engines.close()
