"""Which meetings at social tension somebody must be told of: some days before the last one, on it, after it was missed.

The unique row decides, so that each is told once. The windows are wider than the timetable's period: after days of standstill
what is due today is still told today, and what was missed is told whenever the house comes back, unless it was answered meanwhile.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.ids import new_id
from meetings.coverage.tension import DUE, FROM, OPEN

NEAR_DAYS = 3
AT_ONCE = 200
_LONG_AGO = date(2000, 1, 1)


class Kind(StrEnum):
    NEAR = "near"
    TODAY = "today"
    MISSED = "missed"


_WAITING = f"""
SELECT t.id, {DUE} AS due_on {FROM} WHERE {OPEN} AND {DUE} > $1 AND {DUE} <= $2
   AND NOT EXISTS (SELECT 1 FROM coverage_reminder r WHERE r.tension_id = t.id AND r.kind = $3 AND r.due_on = {DUE})
 ORDER BY 2, 1 LIMIT {AT_ONCE}
"""
_TELL = """
INSERT INTO coverage_reminder (id, tension_id, kind, due_on, made_at)
SELECT told.id, told.tension_id, $4, told.due_on, $5 FROM unnest($1::uuid[], $2::uuid[], $3::date[]) AS told(id, tension_id, due_on)
ON CONFLICT (tension_id, kind, due_on) DO NOTHING RETURNING tension_id
"""
_OF = "SELECT id, agency_id, place_code, declared_on FROM coverage_tension WHERE id = ANY ($1::uuid[]) ORDER BY id"


async def are_waiting(context: Context, *kinds: Kind) -> bool:
    """Asked before the action, so that a quiet quarter of an hour leaves no trace."""
    return any([await _waiting(context, kind) for kind in kinds])


async def newly_told(context: Context, kind: Kind) -> list[dict[str, Any]]:
    """Declarations marked as told in the running transaction: id, agency_id, place_code, declared_on, due_on."""
    found = await _waiting(context, kind)
    days = {each["id"]: each["due_on"] for each in found}
    made = await rows(
        _TELL, [new_id() for _ in found], list(days), list(days.values()), kind.value, context.now
    )
    told = await rows(_OF, [each["tension_id"] for each in made])
    return [{**each, "due_on": days[each["id"]]} for each in told]


async def _waiting(context: Context, kind: Kind) -> list[dict[str, Any]]:
    today = context.today
    spans = {
        Kind.NEAR: (today, today + timedelta(days=NEAR_DAYS)),
        Kind.TODAY: (today - timedelta(days=1), today),
        Kind.MISSED: (_LONG_AGO, today - timedelta(days=1)),
    }
    return await rows(_WAITING, *spans[kind], kind.value)
