"""Each night, when few read: one process takes the turn from the queue and writes."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context
from hearing_state.jobs.listeners import every
from hearing_state.open_data.night import write


async def write_the_night(context: Context, _slot: datetime) -> None:
    await write(context)


TIMETABLE = (every("open_data.write", at="02:30", run=write_the_night, catch_up="latest", outward=True),)
