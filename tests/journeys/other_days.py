"""A house that stands still between days: its records were begun on one day and are opened again on another."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hearing_state.db import direct
from hearing_state.db.embedded import EmbeddedServer
from tests.support.processes import Process, free_port

SECONDS_TO_FILL = 300.0
SECONDS_TO_OPEN = 120.0


class OtherDays:
    """Between two openings no process of the house runs: no beat, no worker."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._database = EmbeddedServer(folder / "postgres", ephemeral=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def begin(self, at: datetime) -> None:
        """The demo, told on that day. Main thread only."""
        self._database.start()
        words = [sys.executable, "-m", "hearing_state.main.command", "demo"]
        subprocess.run(
            words, env={**os.environ, **self._environment(at)}, check=True, timeout=SECONDS_TO_FILL
        )

    def end(self) -> None:
        self._database.stop()

    @asynccontextmanager
    async def opened(self, word: str, at: datetime) -> AsyncIterator[None]:
        """``web`` only answers; ``run`` has the beat and the worker too. ``at``: what the clock of the house says as it opens."""
        process = Process(word, self._environment(at), self._folder / f"{word}.log", port=self._port)
        process.start()
        try:
            await asyncio.to_thread(process.wait_until_ready, SECONDS_TO_OPEN)
            yield
        finally:
            await asyncio.to_thread(process.stop)

    async def value(self, sql: str) -> Any:
        """One value of the records, read past the house."""
        connection = await direct(self._database.dsn("postgres"))
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    def _environment(self, at: datetime) -> dict[str, str]:
        return {
            "HS_DATABASE_URL": self._database.dsn("postgres"),
            "HS_DATA_DIR": str(self._folder / "var"),
            "HS_SITE_URL": self.address,
            "HS_CLOCK_MOVED_BY_SECONDS": str(round((at - datetime.now(UTC)).total_seconds())),
            # Days pass here in seconds, but not for the browser's own copies: one of the day before would still count as fresh.
            "HS_KEPT_SECONDS": "0",
        }
