"""The package's part of the timetable."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.db import value
from hearing_state.deadlines.actions.hand_over_clocks import HandOverClocks, hand_over_clocks
from hearing_state.deadlines.actions.miss import Miss, miss
from hearing_state.deadlines.actions.recount_clocks import RecountClocks, recount_clocks
from hearing_state.deadlines.actions.remind import Remind, remind
from hearing_state.deadlines.actions.sum_up import AT_ONCE, SumUp, sum_up
from hearing_state.deadlines.calendars import calendar_in_force
from hearing_state.deadlines.queries import are_outdated, due_for_agency
from hearing_state.deadlines.reminders import are_missed, are_near
from hearing_state.jobs.listeners import Told, every, job

ROUNDS_MAX = 200
_NOTED = "SELECT EXISTS (SELECT 1 FROM deadlines_settled_note)"


async def tell_of_due_days(context: Context, _slot: datetime) -> None:
    """Due tomorrow, due today, missed: each once, however long nobody came by."""
    for _round in range(ROUNDS_MAX):
        if await are_missed(context):
            await by_law(context, miss, Miss())
        elif await are_near(context, await calendar_in_force()):
            await by_law(context, remind, Remind())
        else:
            return


async def recount_outdated(context: Context, _slot: datetime) -> None:
    if await are_outdated(context):
        await by_law(context, recount_clocks, RecountClocks())


async def sum_up_settled(context: Context, _slot: datetime) -> None:
    """A quiet hour leaves no trace."""
    for _round in range(ROUNDS_MAX):
        if not await value(_NOTED) or await by_law(context, sum_up, SumUp()) < AT_ONCE:
            return


@job("agency.succeeded")
async def hand_over(context: Context, told: Told) -> None:
    """A successor owes what the dissolved body owed, whatever package it belongs to."""
    old, heir = UUID(told.payload["agency_id"]), UUID(told.payload["successor_id"])
    if await due_for_agency(context, [old], limit=1):
        wish = HandOverClocks(from_agency=old, to_agency=heir, on=context.today)
        await by_law(context, hand_over_clocks, wish)


LISTENERS = (hand_over,)
TIMETABLE = (
    every("deadlines.remind", minutes=15, run=tell_of_due_days, catch_up="latest"),
    every("deadlines.sum_up", hours=1, run=sum_up_settled, catch_up="latest"),
    every("deadlines.recount", hours=6, run=recount_outdated, catch_up="latest"),
)
