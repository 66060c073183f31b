"""The head prolongs the answer to a request, at most two months from the decision, with reasons."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines.actions.extend_clock import ExtendClock, extend_clock
from hearing_state.permissions import Subject
from meetings.receptions import held, queries


class Extend(Wish):
    booking: str = Field(max_length=20)
    until_on: date
    reason: str = Field(min_length=20, max_length=2_000)


async def about(context: Context, wish: Extend) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.extend", entry="reception.extended", about=about)
async def extend(context: Context, wish: Extend) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "extend")
    moved = ExtendClock(
        clock=row.clock_id, decided_on=context.today, until_on=wish.until_on, reason=wish.reason
    )
    changed = await by_law(context, extend_clock, moved)
    await held.happened(context, row, "extended", reason=wish.reason, due_on=changed.due_on)
