"""The defects are cured: the rest of the term runs from the next day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.actions.changed import Changed, changed
from hearing_state.deadlines.history import add, hold
from hearing_state.deadlines.statutory_clock import Resumed


class ResumeClock(Wish):
    clock: UUID
    on: date


@action("deadline.resume", entry="deadline.moved")
async def resume_clock(context: Context, wish: ResumeClock) -> Changed:
    held = await hold(wish.clock)
    await add(context, held, Resumed(wish.on))
    return changed(context, held.row, "resumed", None)
