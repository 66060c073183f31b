"""Returned for defects with a term to cure them: the clock stands still (APPC 64(6))."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.actions.changed import Changed, changed
from hearing_state.deadlines.history import add, hold
from hearing_state.deadlines.statutory_clock import Paused


class PauseClock(Wish):
    clock: UUID
    on: date
    cure_until_on: date | None = None
    reason: str = Field("", max_length=2000)


@action("deadline.pause", entry="deadline.paused")
async def pause_clock(context: Context, wish: PauseClock) -> Changed:
    held = await hold(wish.clock)
    before_on = held.row.due_on
    await add(context, held, Paused(wish.on, wish.cure_until_on, wish.reason))
    return changed(context, held.row, "paused", before_on, "deadline.paused")
