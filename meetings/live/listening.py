"""Hears from PostgreSQL that something happened in a hall. One connection for each process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import asyncpg
import structlog

from hearing_state.db import direct

log = structlog.get_logger("live")
CHANNEL = "hall"
CAPTIONS = "captions"
PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 5.0
ASKED_EVERY_SECONDS = 5.0
"""So often the connection is tried: one that died silently would tell nothing."""


class Listening:
    """``heard`` and ``captioned`` are called with each meeting's reference, ``found_again`` after a break in which notices may have been lost."""

    def __init__(
        self,
        address: str,
        heard: Callable[[str], None],
        found_again: Callable[[], None],
        captioned: Callable[[str], None] = lambda _ref: None,
    ) -> None:
        self._address, self._found_again = address, found_again
        self._told = {CHANNEL: heard, CAPTIONS: captioned}
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Until cancelled."""
        pause = PAUSE_SECONDS
        while True:
            try:
                await self._listen()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                log.warning("live.not_listening", again_in_seconds=pause)
            pause = PAUSE_SECONDS if self.ready.is_set() else min(pause * 2, LONGEST_PAUSE_SECONDS)
            self.ready.clear()
            await asyncio.sleep(pause)

    async def _listen(self) -> None:
        connection = await direct(self._address)
        try:
            for channel in self._told:
                await connection.add_listener(channel, self._hear)
            self.ready.set()
            self._found_again()
            while True:
                await asyncio.sleep(ASKED_EVERY_SECONDS)
                await connection.execute("SELECT 1", timeout=ASKED_EVERY_SECONDS)
        finally:
            await _ended(connection.close(timeout=1))

    def _hear(self, _connection: Any, _process: int, channel: str, payload: Any) -> None:
        self._told[channel](str(payload))


async def _ended(closing: Awaitable[None]) -> None:
    with suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        await closing
