"""What publishers and listeners of Janus have in common: a handle, a time to come through, and one end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

from hearing_state.errors import Unavailable
from meetings.media.janus.hall import Hall
from meetings.media.janus.line import JanusLine, Told

log = structlog.get_logger("media")


class JanusPeer:
    """``gone`` is called once when the peer has ended, by itself or by ours. Who does not come through in time is given up."""

    handle = 0
    """None yet: 0."""

    def __init__(self, line: JanusLine, hall: Hall, person: str, gone: Callable[[], None]) -> None:
        self.line, self.hall, self.person = line, hall, person
        self.is_up = self.is_closed = False
        self._gone = gone
        self._deadline: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def attach(self, seconds: float) -> None:
        """Take a handle. ``seconds``: within them encrypted media must flow."""
        self.handle = await self.line.attach(self._hear)
        self._deadline = asyncio.get_running_loop().call_later(seconds, self._too_late)

    def _too_late(self) -> None:
        if not self.is_up:
            self.spawn_close()

    def _hear(self, told: Told) -> None:
        kind = told.get("janus")
        if kind == "webrtcup":
            self.is_up = True
            self._ready()
        elif kind in {"hangup", "detached"}:
            self.spawn_close()
        else:
            self._heard(told)

    def _ready(self) -> None:
        """Encrypted media can flow."""

    def _heard(self, told: Told) -> None:
        """Something else that Janus tells by itself."""

    def spawn_close(self) -> None:
        if not self.is_closed:
            self.spawn(self.close())

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        fault = None if task.cancelled() else task.exception()
        if fault is not None and not isinstance(fault, Unavailable):
            log.warning("media.task_failed", exc_info=fault)

    async def close(self) -> None:
        """End it. The second call does nothing."""
        if self.is_closed:
            return
        self.is_closed = True
        if self._deadline is not None:
            self._deadline.cancel()
        self._gone()
        if self.handle:
            await self.line.detach(self.handle)
