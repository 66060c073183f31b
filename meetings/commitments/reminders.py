"""Whom nobody has told of a day yet: the unique row decides, so that each is told once.

The windows are wider than the timetable's period: after days of standstill what is due today is still told today, and
what was missed is told whenever the house comes back.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows, value
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.reminders import next_working_day
from hearing_state.deadlines.working_calendar import ONE_DAY
from hearing_state.ids import new_id
from meetings.commitments.commitment import WEEK, ReminderKind

AT_ONCE = 500
_LONG_AGO = date(2000, 1, 1)
_WAITING = """
SELECT c.id FROM commitments_commitment c
 WHERE c.state = 'promised' AND c.due_on > $1 AND c.due_on <= $2
   AND NOT EXISTS (SELECT 1 FROM commitments_reminder r WHERE r.commitment_id = c.id AND r.kind = $3 AND r.due_on = c.due_on)
 ORDER BY c.due_on, c.id LIMIT $4
"""
_TELL = """
INSERT INTO commitments_reminder (id, commitment_id, kind, due_on, made_at)
SELECT told.id, c.id, $3, c.due_on, $4 FROM unnest($1::uuid[], $2::uuid[]) AS told(id, commitment_id)
  JOIN commitments_commitment c ON c.id = told.commitment_id WHERE c.state = 'promised'
ON CONFLICT (commitment_id, kind, due_on) DO NOTHING RETURNING commitment_id
"""
Span = tuple[ReminderKind, date, date]


async def newly_near(context: Context) -> dict[ReminderKind, list[UUID]]:
    """Marked as told in the running transaction."""
    return {kind: await _tell(context, kind, after, until) for kind, after, until in await _near(context)}


async def newly_missed(context: Context) -> list[UUID]:
    """Open ones whose day has passed; marked as told in the running transaction."""
    return await _tell(context, *_missed(context))


async def are_near(context: Context) -> bool:
    """Asked before the action, so that a quiet quarter of an hour leaves no trace."""
    return any([await _is_waiting(*span) for span in await _near(context)])


async def are_missed(context: Context) -> bool:
    return await _is_waiting(*_missed(context))


async def _near(context: Context) -> tuple[Span, ...]:
    today = context.today
    eve = next_working_day(today, await deadlines.working_calendar(context))
    return (
        (ReminderKind.WEEK, eve, today + WEEK),
        (ReminderKind.EVE, today, eve),
        (ReminderKind.TODAY, today - ONE_DAY, today),
    )


def _missed(context: Context) -> Span:
    return ReminderKind.MISSED, _LONG_AGO, context.today - ONE_DAY


async def _is_waiting(kind: ReminderKind, after: date, until: date) -> bool:
    return await value(_WAITING, after, until, kind.value, 1) is not None


async def _tell(context: Context, kind: ReminderKind, after: date, until: date) -> list[UUID]:
    waiting = [each["id"] for each in await rows(_WAITING, after, until, kind.value, AT_ONCE)]
    if not waiting:
        return []
    made = await rows(_TELL, [new_id() for _ in waiting], waiting, kind.value, context.now)
    return [each["commitment_id"] for each in made]
