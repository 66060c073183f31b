"""What was asked and answered is forgotten in time."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context, by_law
from hearing_state.jobs.listeners import every
from meetings.helpdesk.actions.forget import Forget, forget


async def forget_old(context: Context, _slot: datetime) -> None:
    await by_law(context, forget, Forget())


TIMETABLE = (every("helpdesk.forget", minutes=60, run=forget_old, catch_up="latest"),)
