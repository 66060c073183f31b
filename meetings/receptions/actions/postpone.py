"""The reception is moved to another hour; the visitor is told at least two working days ahead."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, action
from hearing_state.clock import day_of
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.working_calendar import ONE_DAY
from hearing_state.errors import Invalid
from hearing_state.permissions import Subject
from meetings.receptions import held, queries
from meetings.receptions.actions.appoint import Appoint, seat
from meetings.receptions.booking import POSTPONE_NOTICE_WORKING_DAYS


class Postpone(Appoint):
    reason: str = Field(min_length=10, max_length=1000)


async def about(context: Context, wish: Postpone) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.postpone", entry="reception.postponed", about=about)
async def postpone(context: Context, wish: Postpone) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "postpone")
    calendar = await deadlines.working_calendar(context)
    first_on = context.today
    for _day in range(POSTPONE_NOTICE_WORKING_DAYS):
        first_on = calendar.next_working(first_on + ONE_DAY)
    if row.slot_at is not None and day_of(row.slot_at) < first_on:
        raise Invalid("reception.notice_too_short", field="slot_at", first_on=first_on)
    before_at = row.slot_at
    await seat(context, row, wish)
    await row.save()
    before = before_at.isoformat() if before_at else None
    await held.happened(
        context, row, "postponed", reason=wish.reason, before_at=before, slot_at=wish.slot_at.isoformat()
    )
