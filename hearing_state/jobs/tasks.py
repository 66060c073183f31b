"""The jobs' own housekeeping."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hearing_state.jobs import outbox
from hearing_state.jobs.listeners import every


async def forget(context: Any, _slot: datetime) -> None:
    """Rows done a month ago, and those of the clock done days ago."""
    await outbox.forget(context.now)


TIMETABLE = (every("jobs.forget", hours=1, run=forget, catch_up="latest"),)
