"""The visitor gets day and hour: that is the answer that the law wants."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.actions.settle_clock import SettleClock, settle_clock
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.receptions import held, queries
from meetings.receptions.booking import slots_of
from meetings.receptions.models import BookingRow

_TAKEN = ("appointed", "held", "handed_over", "missed")


class Appoint(Wish):
    """``slot_at``: the beginning of one of the hours' slots."""

    booking: str = Field(max_length=20)
    reception: str = Field(max_length=20)
    slot_at: AwareDatetime


async def about(context: Context, wish: Appoint) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.appoint", entry="reception.appointed", about=about)
async def appoint(context: Context, wish: Appoint) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "appoint")
    await seat(context, row, wish)
    clock = await deadlines.clock(context, row.clock_id)
    if clock.is_open:  # after hours were cancelled it has ended already
        settled = SettleClock(clock=row.clock_id, on=context.today, outcome=Outcome.ANSWERED)
        await by_law(context, settle_clock, settled)
    await row.save()
    await held.happened(context, row, "appointed", slot_at=wish.slot_at.isoformat())


async def seat(context: Context, row: BookingRow, wish: Appoint) -> None:
    """Put the request into a free slot of published hours of its own office. The row of the hours keeps others out meanwhile."""
    hours = await held.hold_hours(wish.reception)
    if hours.agency_id != row.agency_id or hours.published_at is None or hours.cancelled_at is not None:
        raise Invalid("reception.slot_not_offered", field="slot_at")
    if wish.slot_at not in slots_of(hours.starts_at, hours.ends_at, hours.slot_minutes):
        raise Invalid("reception.slot_not_offered", field="slot_at")
    if wish.slot_at <= context.now:
        raise Conflict("reception.in_the_past")
    await held.refuse_a_final_list(context, hours.starts_at)
    if (
        await BookingRow.filter(hours_id=hours.id, slot_at=wish.slot_at, state__in=_TAKEN)
        .exclude(id=row.id)
        .exists()
    ):
        raise Conflict("reception.slot_taken")
    row.hours_id, row.slot_at, row.appointed_on = hours.id, wish.slot_at, context.today
