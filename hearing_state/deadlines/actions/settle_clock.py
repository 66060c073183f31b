"""The duty is done, in time or late, or it fell away."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.actions.changed import Changed, changed
from hearing_state.deadlines.history import add, hold
from hearing_state.deadlines.models import ClockRow
from hearing_state.deadlines.statutory_clock import Outcome, Settled


class SettleClock(Wish):
    clock: UUID
    on: date
    outcome: Outcome


@action("deadline.settle", entry="deadline.met")
async def settle_clock(context: Context, wish: SettleClock) -> Changed:
    held = await hold(wish.clock)
    before_on = held.row.due_on
    await add(context, held, Settled(wish.on, wish.outcome))
    return changed(context, held.row, wish.outcome.value, before_on, _entry(held.row))


def _entry(row: ClockRow) -> str:
    if row.outcome == Outcome.WITHDRAWN:
        return "deadline.withdrawn"
    is_late = row.due_on is not None and row.settled_on is not None and row.settled_on > row.due_on
    return "deadline.met_late" if is_late else "deadline.met"
