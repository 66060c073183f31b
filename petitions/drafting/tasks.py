"""What the clock starts: first fifties that were not found in time, drafts and authors that are to be forgotten."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context, by_law
from hearing_state.db import rows
from hearing_state.jobs.listeners import every
from petitions.drafting.actions.forget import Forget, forget
from petitions.drafting.actions.lapse import Lapse, lapse

_OVER = """
SELECT ref FROM drafting_petition WHERE state = 'gathering' AND gather_until_on < $1::date ORDER BY ref LIMIT 200
"""


async def end_unsupported(context: Context, _slot: datetime) -> None:
    """By the present day, not by the slot: whatever is over ends, however long nobody came by."""
    for each in await rows(_OVER, context.today):
        await by_law(context, lapse, Lapse(petition=each["ref"]))


async def forget_old(context: Context, _slot: datetime) -> None:
    await by_law(context, forget, Forget())


TIMETABLE = (
    every("petitions.lapse", minutes=30, run=end_unsupported, catch_up="latest"),
    every("petitions.forget", at="04:00", run=forget_old, catch_up="latest"),
)
