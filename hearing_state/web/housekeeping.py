"""The kernel's housekeeping: what is kept for a while is swept by the timetable."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context, requests
from hearing_state.jobs.listeners import every
from hearing_state.limits import bucket


async def sweep_limits(_context: Context, _slot: datetime) -> None:
    await bucket.sweep()


async def sweep_requests(_context: Context, _slot: datetime) -> None:
    """Answers kept for repeated requests are of no use after a week."""
    await requests.sweep()


TIMETABLE = (
    every("web.sweep_limits", hours=6, run=sweep_limits),
    every("web.sweep_requests", hours=6, run=sweep_requests),
)
