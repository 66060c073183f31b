"""By the clock: the shelf is swept every hour."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context, by_law
from hearing_state.files.actions.sweep import Sweep, sweep
from hearing_state.jobs.listeners import every


async def sweep_shelf(context: Context, _slot: datetime) -> None:
    await by_law(context, sweep, Sweep())


TIMETABLE = (every("files.sweep", minutes=60, run=sweep_shelf, catch_up="latest"),)
