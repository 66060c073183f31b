"""Each serving process looks twice a second whether the database answers, takes changes, and what the operator's switch says.

On a connection of its own: a rush that empties the pool is no silence. Refused at once counts at once; a database that keeps silent
counts after two looks, so that one slow answer puts nobody before a copy.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

import asyncpg
import structlog

from hearing_state.actions import STANDING, Step
from hearing_state.actions.standing import LOOK
from hearing_state.db import database_away, direct

log = structlog.get_logger("web")
EVERY_SECONDS = 0.5
ANSWERS_WITHIN_SECONDS = 1.5
SILENT_LOOKS = 2


class Watch:
    """Runs until it is cancelled."""

    def __init__(self, database_url: str, now: Callable[[], datetime]) -> None:
        self._database_url, self._now = database_url, now
        self._line: asyncpg.Connection | None = None
        self._silent = 0

    async def run(self) -> None:
        try:
            while True:
                await self.look()
                await asyncio.sleep(EVERY_SECONDS)
        finally:
            self._hang_up()

    async def look(self) -> None:
        """Once; what was found stands in STANDING. Never raises."""
        before = STANDING.step
        try:
            async with asyncio.timeout(ANSWERS_WITHIN_SECONDS):
                self._line = self._line or await direct(self._database_url)
                told = await self._line.fetchrow(LOOK)
            STANDING.heard(dict(told or {}), self._now())
            self._silent = 0
        except TimeoutError:
            self._silent += 1
            self._hang_up()
            if self._silent >= SILENT_LOOKS:
                STANDING.silent()
        except Exception as fault:  # noqa: BLE001  whatever it is, the next look is half a second away
            self._hang_up()
            if not (database_away(fault) or isinstance(fault, OSError)):
                log.warning("watch_failed", why=type(fault).__name__)
            STANDING.silent()
        if STANDING.step is not before:
            log.warning("serving_step", step=STANDING.step.name.lower(), found=STANDING.found.name.lower())

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.terminate()
            self._line = None


@asynccontextmanager
async def watching(database_url: str, now: Callable[[], datetime]) -> AsyncIterator[None]:
    """What the process serves follows the database and the operator's switch until the end; then it is as at the beginning."""
    watch = Watch(database_url, now)
    await watch.look()
    running = asyncio.create_task(watch.run())
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        STANDING.found = STANDING.switched = Step.ALL
