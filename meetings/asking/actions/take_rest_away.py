"""After a meeting, everything that was not answered goes to the writing desk in one step."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import rows
from hearing_state.permissions import Subject
from meetings.asking import held, taking
from meetings.asking.models import AheadRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State as Stage

AT_ONCE = 25
"""Lines of one transaction; the rest follow by themselves."""
# What a moderator hid of a guest has nobody to be answered to.
_REST = """
SELECT DISTINCT coalesce(b.lead_id, q.id) AS id FROM asking_question q LEFT JOIN asking_bundle b ON b.id = q.bundle_id
 WHERE q.meeting_id = $1 AND q.state IN ('asked', 'not_reached') AND (q.screening <> 'hidden' OR q.asker_id IS NOT NULL)
 ORDER BY 1 LIMIT $2
"""


class TakeRestAway(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: TakeRestAway) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("asking.take_rest_away", entry="asking.rest_taken_away", about=about)
async def take_rest_away(context: Context, wish: TakeRestAway) -> int:
    """How many lines were taken this time. Raises Conflict before the meeting is over."""
    meeting = await lock.hold(wish.meeting)
    held.must_be_over(meeting)
    body = await taking.office_of(context, meeting)
    moment = meeting.finished_at
    received_at = context.now if meeting.state is Stage.CANCELLED or moment is None else moment
    found = await rows(_REST, meeting.id, AT_ONCE + 1)
    for each in found[:AT_ONCE]:
        line = await held.line_of(await AheadRow.get(id=each["id"]))
        await taking.carry(context, meeting, line, body=body, received_at=received_at)
    if len(found) > AT_ONCE:
        context.tell("asking.rest_goes_on", meeting.ref, meeting=meeting.ref)
    context.record("asking.rest_taken_away", meeting.ref, lines=min(len(found), AT_ONCE))
    return min(len(found), AT_ONCE)
