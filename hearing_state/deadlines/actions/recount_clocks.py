"""A new release brought a new calendar: every open clock is folded anew under it."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines import recount
from hearing_state.deadlines.calendars import calendar_in_force, lock_calendar


class RecountClocks(Wish):
    pass


@action("deadline.recount", entry="deadline.recounted", public=True)
async def recount_clocks(context: Context, wish: RecountClocks) -> int:
    """How many due days moved."""
    del wish
    await lock_calendar()
    calendar = await calendar_in_force()
    moved = await recount.apply(context, calendar)
    context.record("deadline.recounted", calendar.version, moved=moved)
    return moved
