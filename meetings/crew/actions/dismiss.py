"""The meeting's office ends an appointment: at once nothing more is written or said by whoever had it."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from meetings.schedule import queries as schedule

_END = """
UPDATE crew_appointment SET ended_at = $3, code_digest = NULL WHERE id = $1 AND meeting_id = $2 AND ended_at IS NULL
RETURNING task, person_id
"""


class Dismiss(Wish):
    meeting: str = Field(max_length=20)
    appointment: UUID


async def about(context: Context, wish: Dismiss) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("crew.dismiss", entry="crew.dismissed", about=about, public=False)
async def dismiss(context: Context, wish: Dismiss) -> None:
    """Raises NotFound where the meeting has no such appointment."""
    meeting = await schedule.meeting(context, wish.meeting)
    found = await row(_END, wish.appointment, meeting.id, context.now)
    if found is None:
        raise NotFound("crew.not_found")
    context.record("crew.dismissed", meeting.ref, task=found["task"])
