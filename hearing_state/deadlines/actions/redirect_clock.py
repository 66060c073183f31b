"""The matter arrived at the competent body: the whole term begins anew there (APPC 65, 76(2))."""

from __future__ import annotations

from uuid import UUID

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.actions.changed import Changed, changed
from hearing_state.deadlines.history import add, hold
from hearing_state.deadlines.statutory_clock import Redirected


class RedirectClock(Wish):
    clock: UUID
    arrived_at: AwareDatetime
    agency: UUID
    reason: str = Field("", max_length=2000)


@action("deadline.redirect", entry="deadline.moved")
async def redirect_clock(context: Context, wish: RedirectClock) -> Changed:
    held = await hold(wish.clock)
    before_on = held.row.due_on
    ends = context.settings.working_day_ends
    event = Redirected(wish.arrived_at, str(wish.agency), wish.reason, ends)
    await add(context, held, event, agency_id=wish.agency)
    return changed(context, held.row, "redirected", before_on)
