"""A turn whose time is over was over on reading; this writes it down where no signalling process did."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context, by_law
from hearing_state.jobs.listeners import every
from meetings.floor import queries
from meetings.floor.actions.end_overdue import EndOverdue, end_overdue


async def end_all_overdue(context: Context, _slot: datetime) -> None:
    for ref in await queries.overdue(context):
        await by_law(context, end_overdue, EndOverdue(meeting=ref))


TIMETABLE = (every("hall.end_overdue", minutes=1, run=end_all_overdue, catch_up="latest"),)
