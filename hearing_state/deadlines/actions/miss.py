"""The last day has passed and nothing was settled: silence is an event, and it leaves one public entry a
clock.
"""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.history import facts, payload
from hearing_state.deadlines.models import ClockRow
from hearing_state.deadlines.reminders import newly_missed


class Miss(Wish):
    pass


@action("deadline.miss", entry="deadline.missed")
async def miss(context: Context, wish: Miss) -> int:
    """How many were found. That they are overdue was true at midnight already; here it is only told."""
    del wish
    clock_ids = await newly_missed(context)
    for row in await ClockRow.filter(id__in=clock_ids).order_by("id"):
        context.record("deadline.missed", row.about, **facts(row))
        context.tell("deadline.missed", row.about, **payload(row))
    return len(clock_ids)
