"""A part went to another body with a clock of its own; this one runs on, and the trail is kept."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.actions.changed import Changed, changed
from hearing_state.deadlines.history import add, hold
from hearing_state.deadlines.statutory_clock import Split


class SplitClock(Wish):
    """``into`` is the public reference of the part."""

    clock: UUID
    on: date
    into: str = Field(max_length=120)
    agency: UUID | None = None


@action("deadline.split", entry="deadline.split")
async def split_clock(context: Context, wish: SplitClock) -> Changed:
    held = await hold(wish.clock)
    await add(context, held, Split(wish.on, wish.into, str(wish.agency or "")))
    return changed(context, held.row, "split", held.row.due_on, "deadline.split")
