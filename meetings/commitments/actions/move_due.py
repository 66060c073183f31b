"""The owner's office names another day, in public and with its reason. The first day stays on the page for ever."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.clock import day_of
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.commitments import held, sight
from meetings.commitments.commitment import TEXT_MAX, TEXT_MIN, EventKind, last_day_for


class MoveDue(Wish):
    commitment: str = Field(max_length=20)
    due_on: date
    reason: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)


async def about(context: Context, wish: MoveDue) -> Subject:
    return await sight.subject(context, wish.commitment)


@action("commitment.move_due", entry="commitment.moved", about=about)
async def move_due(context: Context, wish: MoveDue) -> None:
    """Raises Conflict once the day has passed: what was missed is not moved out of sight; Invalid for a day that cannot be."""
    row = await held.hold(wish.commitment)
    held.step(row, "move")
    if context.today > row.due_on:
        raise Conflict("commitment.day_has_passed", day=row.due_on)
    if wish.due_on <= context.today:
        raise Invalid("commitment.day_in_the_past", field="due_on")
    if wish.due_on == row.due_on:
        raise Invalid("commitment.same_day", field="due_on")
    if wish.due_on > last_day_for(day_of(row.said_at)):
        raise Invalid("commitment.day_too_far", field="due_on")
    before_on, row.due_on = row.due_on, wish.due_on
    await row.save()
    await held.happened(
        context, row, EventKind.MOVED, text=wish.reason, before_on=before_on, after_on=wish.due_on
    )
