"""The meeting's office hides what is no request for help, or shows it again."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from meetings.schedule import queries as schedule

_HIDE = "UPDATE helpdesk_message SET hidden_at = $3, hidden_by = $4 WHERE id = $1 AND meeting_id = $2"


class Hide(Wish):
    meeting: str = Field(max_length=20)
    message: UUID
    hidden: bool = True


async def about(context: Context, wish: Hide) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("helpdesk.hide", entry="helpdesk.hidden", about=about, public=False)
async def hide(context: Context, wish: Hide) -> None:
    """Raises NotFound for a message that is not there."""
    meeting = await schedule.meeting(context, wish.meeting)
    at, by = (context.now, context.actor.person_id) if wish.hidden else (None, None)
    if not await execute(_HIDE, wish.message, meeting.id, at, by):
        raise NotFound("helpdesk.no_such_message")
