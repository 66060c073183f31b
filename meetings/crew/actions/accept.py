"""Whoever was appointed says her code, signed in: from then on the meeting's pages for her task are hers."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row
from hearing_state.errors import Invalid
from hearing_state.ids import digest
from hearing_state.permissions import Subject
from meetings.crew.actions.appoint import PURPOSE
from meetings.crew.crew import plain
from meetings.schedule import queries as schedule

# Of two people with the same code one touches the row; the other finds it taken.
_TAKE = """
UPDATE crew_appointment SET person_id = $3, accepted_at = $4, code_digest = NULL
 WHERE meeting_id = $1 AND code_digest = $2 AND accepted_at IS NULL AND ended_at IS NULL AND code_until > $4
RETURNING task
"""


class Accept(Wish):
    meeting: str = Field(max_length=20)
    code: str = Field(min_length=1, max_length=40)


async def about(context: Context, wish: Accept) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("crew.accept", entry="crew.accepted", about=about, public=False)
async def accept(context: Context, wish: Accept) -> str:
    """The task. Raises Invalid for a code that is unknown, used or too old."""
    meeting = await schedule.meeting(context, wish.meeting)
    told = digest(context.settings.digest_bytes, PURPOSE, plain(wish.code))
    found = await row(_TAKE, meeting.id, told, context.actor.person_id, context.now)
    if found is None or context.actor.person_id is None:
        raise Invalid("crew.no_such_code", field="code")
    context.record("crew.accepted", meeting.ref, task=found["task"])
    return str(found["task"])
