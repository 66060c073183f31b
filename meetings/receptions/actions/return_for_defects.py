"""What is missing in a request is told, with three working days to put it right; the clock stands still."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.actions.pause_clock import PauseClock, pause_clock
from hearing_state.deadlines.calculator import reckon
from hearing_state.permissions import Subject
from meetings.receptions import held, queries


class ReturnForDefects(Wish):
    booking: str = Field(max_length=20)
    reason: str = Field(min_length=20, max_length=2_000)


async def about(context: Context, wish: ReturnForDefects) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.return", entry="reception.returned", about=about)
async def return_for_defects(context: Context, wish: ReturnForDefects) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "return")
    calendar = await deadlines.working_calendar(context)
    until_on = reckon("reception.cure", context.now, calendar, context.settings.working_day_ends).due_on
    row.cure_until_on = until_on
    paused = PauseClock(clock=row.clock_id, on=context.today, cure_until_on=until_on, reason=wish.reason)
    await by_law(context, pause_clock, paused)
    await row.save()
    await held.happened(context, row, "returned", reason=wish.reason, cure_until_on=until_on)
