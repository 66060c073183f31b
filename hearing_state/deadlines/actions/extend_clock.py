"""The head prolonged the term: with reasons, within the bounds of the law (APPC 76(3))."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.actions.changed import Changed, changed
from hearing_state.deadlines.history import add, hold
from hearing_state.deadlines.statutory_clock import Extended


class ExtendClock(Wish):
    """To a day (``until_on``), or by ``days`` where the law speaks of days."""

    clock: UUID
    decided_on: date
    until_on: date | None = None
    days: int | None = None
    reason: str = Field("", max_length=2000)


@action("deadline.extend", entry="deadline.moved")
async def extend_clock(context: Context, wish: ExtendClock) -> Changed:
    held = await hold(wish.clock)
    before_on = held.row.due_on
    await add(context, held, Extended(wish.decided_on, wish.until_on, wish.days, wish.reason))
    return changed(context, held.row, "extended", before_on)
