"""The protocol is with the visitor: by letter with the page, or on paper against signature."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines.actions.settle_clock import SettleClock, settle_clock
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.permissions import Subject
from meetings.receptions import held, queries


class HandOver(Wish):
    booking: str = Field(max_length=20)


async def about(context: Context, wish: HandOver) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.hand_over", entry="reception.handed_over", about=about)
async def hand_over(context: Context, wish: HandOver) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "hand_over")
    row.handed_over_at = context.now
    if row.protocol_clock_id is not None:
        done = SettleClock(clock=row.protocol_clock_id, on=context.today, outcome=Outcome.DONE)
        await by_law(context, settle_clock, done)
    await row.save()
    await held.happened(context, row, "handed_over")
