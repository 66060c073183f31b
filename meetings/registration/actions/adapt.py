"""The meeting's form or its hall has changed: everybody who registered finds a place in what it is now."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import rows
from hearing_state.permissions import Subject
from meetings.registration import held, queries
from meetings.registration.entry import Mode, closed_because, modes_of
from meetings.schedule import lock
from meetings.schedule.meeting import Meeting

_TO_ONLINE = """
UPDATE registration_entry SET mode = 'online', state = 'seated', line = NULL, seated_at = $2
 WHERE meeting_id = $1 AND kind = 'person' AND mode = 'hall' AND state IN ('seated', 'waiting') RETURNING id
"""
# In the order in which they registered, after all who stand in the line already.
_TO_HALL = """
UPDATE registration_entry e SET mode = 'hall', state = 'waiting', seated_at = NULL, line = o.last + o.number
  FROM (SELECT id, row_number() OVER (ORDER BY registered_at, id)::int AS number,
               (SELECT coalesce(max(line), 0) FROM registration_entry WHERE meeting_id = $1 AND line IS NOT NULL) AS last
          FROM registration_entry WHERE meeting_id = $1 AND kind = 'person' AND mode = 'online' AND state = 'seated') o
 WHERE e.id = o.id RETURNING e.id
"""
_POINTS_END = """
UPDATE registration_entry SET state = 'refused', seated_at = NULL, decided_at = $2, decided_by = NULL, decision_reason = ''
 WHERE meeting_id = $1 AND kind = 'point' AND state IN ('seated', 'asked') RETURNING id
"""


class Adapt(Wish):
    meeting: UUID


async def about(context: Context, wish: Adapt) -> Subject:
    return await queries.meeting_subject(context, wish.meeting)


@action("registration.adapt", entry="registration.adapted", about=about, public=False)
async def adapt(context: Context, wish: Adapt) -> None:
    """Who changes from online to the hall or back reads it in the letter about the change; who gains or loses a seat, at once."""
    meeting = await lock.hold_by_id(wish.meeting)
    if closed_because(meeting, context.now):
        return
    moved = await _moved(context, meeting)
    unseated = await held.unseat(context, meeting, untold=moved)
    seated = await held.seat(context, meeting, untold=moved)
    context.record(
        "registration.adapted", meeting.ref, moved=len(moved), seated=len(seated), unseated=len(unseated)
    )


async def _moved(context: Context, meeting: Meeting) -> set[UUID]:
    offered = modes_of(meeting.mode)
    found: list[dict[str, UUID]] = []
    if Mode.HALL not in offered:
        found += await rows(_TO_ONLINE, meeting.id, context.now)
    if Mode.ONLINE not in offered:
        found += await rows(_TO_HALL, meeting.id)
        ended = [each["id"] for each in await rows(_POINTS_END, meeting.id, context.now)]
        held.tell(context, "point_decided", ended, is_confirmed=False, hall_only=True)
    return {each["id"] for each in found}
