"""The live hall's part of the timetable."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context, by_law
from hearing_state.jobs.listeners import every
from meetings.live.actions.sweep import Sweep, sweep


async def sweep_tickets(context: Context, _slot: datetime) -> None:
    await by_law(context, sweep, Sweep())


TIMETABLE = (every("live.sweep", at="03:55", run=sweep_tickets, catch_up="latest"),)
