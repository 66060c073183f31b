"""What is due tomorrow or today is told once each to whoever listens, in public: nobody can say she was not reminded."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.calendars import calendar_in_force
from hearing_state.deadlines.history import facts, payload
from hearing_state.deadlines.models import ClockRow
from hearing_state.deadlines.reminders import newly_near


class Remind(Wish):
    pass


@action("deadline.remind", entry="deadline.reminded")
async def remind(context: Context, wish: Remind) -> int:
    """How many were told."""
    del wish
    calendar = await calendar_in_force()
    told = 0
    for kind, clock_ids in (await newly_near(context, calendar)).items():
        for row in await ClockRow.filter(id__in=clock_ids).order_by("id"):
            context.record("deadline.reminded", row.about, **facts(row, when=kind))
            context.tell("deadline.near", row.about, **payload(row, when=kind))
            told += 1
    return told
