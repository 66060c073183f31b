"""What the clock does about people: forgetting."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context
from hearing_state.jobs.listeners import every
from hearing_state.people.actions.sweep import Sweep, sweep


async def forget(context: Context, _slot: datetime) -> None:
    await sweep(context, Sweep())


TIMETABLE = (every("people.forget", hours=1, run=forget, catch_up="latest"),)
