"""The visitor takes the request back."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.actions.settle_clock import SettleClock, settle_clock
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.permissions import Subject
from meetings.receptions import held, queries
from meetings.receptions.models import BookingRow


class Withdraw(Wish):
    booking: str = Field(max_length=20)


async def about(context: Context, wish: Withdraw) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.withdraw", entry="reception.withdrawn", about=about)
async def withdraw(context: Context, wish: Withdraw) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "withdraw")
    await settle_if_open(context, row, Outcome.WITHDRAWN)
    row.hours_id, row.slot_at = None, None
    await row.save()
    await held.happened(context, row, "withdrawn")


async def settle_if_open(context: Context, row: BookingRow, outcome: Outcome) -> None:
    """The clock of the answer ends here, if it has not ended with a day and an hour already."""
    clock = await deadlines.clock(context, row.clock_id)
    if clock.is_open:
        await by_law(
            context, settle_clock, SettleClock(clock=row.clock_id, on=context.today, outcome=outcome)
        )
