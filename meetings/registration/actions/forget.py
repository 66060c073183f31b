"""What registrations hold of people is forgotten when it is due; numbers stay."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.retention import RETENTION

_OF_PAST = "FROM schedule_meeting m WHERE m.id = e.meeting_id AND m.ends_at < $1::timestamptz - make_interval(days => $2::int)"
_WISHES = f"UPDATE registration_entry e SET note = '', wishes = '{{}}' {_OF_PAST} AND (e.note <> '' OR e.wishes <> '{{}}')"
_NAMES = f"""
UPDATE registration_entry e SET person_id = NULL, registered_by = NULL, decided_by = NULL, point_name = '', point_address = '', decision_reason = ''
{_OF_PAST} AND (e.person_id IS NOT NULL OR e.point_name <> '')
"""
_REMINDERS = (
    "DELETE FROM registration_reminder WHERE starts_at < $1::timestamptz - make_interval(days => $2::int)"
)


class Forget(Wish):
    pass


@action("registration.forget", entry="registration.forgotten", public=False)
async def forget(context: Context, wish: Forget) -> None:
    del wish
    wishes = await execute(_WISHES, context.now, RETENTION.days("registration_entry", "note"))
    names = await execute(_NAMES, context.now, RETENTION.days("registration_entry", "person_id"))
    reminders = await execute(_REMINDERS, context.now, RETENTION.days("registration_entry", "note"))
    context.record("registration.forgotten", "registrations", wishes=wishes, names=names, reminders=reminders)
