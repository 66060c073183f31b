"""Everybody who will take part is reminded once, within the last day before the meeting."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import rows
from meetings.registration import held
from meetings.registration.entry import REMINDED_AHEAD
from meetings.registration.queries import LIVE_SQL

AT_ONCE = 500
# See entry.wants_reminder. Of two workers at once each takes registrations that the other has not locked; the unique row decides.
_REMIND = f"""
WITH due AS (
  SELECT e.id, m.starts_at FROM registration_entry e JOIN schedule_meeting m ON m.id = e.meeting_id
   WHERE m.state = 'announced' AND m.starts_at > $1 AND m.starts_at <= $1::timestamptz + $2::interval
     AND {LIVE_SQL} AND e.person_id IS NOT NULL
     AND greatest(e.registered_at, m.announced_at) <= m.starts_at - $2::interval
     AND NOT EXISTS (SELECT 1 FROM registration_reminder r WHERE r.entry_id = e.id AND r.starts_at = m.starts_at)
   ORDER BY m.starts_at, e.id LIMIT $3 FOR UPDATE OF e SKIP LOCKED
)
INSERT INTO registration_reminder (id, entry_id, starts_at, told_at) SELECT gen_random_uuid(), id, starts_at, $1 FROM due
ON CONFLICT (entry_id, starts_at) DO NOTHING RETURNING entry_id, starts_at
"""


class Remind(Wish):
    pass


@action("registration.remind", entry="registration.reminded", public=False)
async def remind(context: Context, wish: Remind) -> int:
    """How many were reminded this time. Where there may be more, the outbox is told to come again: each part is kept on its own."""
    del wish
    found = await rows(_REMIND, context.now, REMINDED_AHEAD, AT_ONCE)
    for each in found:
        held.tell(context, "reminded", [each["entry_id"]], starts_at=each["starts_at"].isoformat())
    if len(found) == AT_ONCE:
        context.tell("registration.remind_on", "registrations")
    context.record("registration.reminded", "registrations", reminded=len(found))
    return len(found)
