"""Somebody in the hall says what does not work; the meeting's office answers with the same words."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action, permitted
from hearing_state.db import value
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.floor import held
from meetings.helpdesk.helpdesk import TEXT_MAX
from meetings.helpdesk.models import MessageRow
from meetings.record.floor_time import shortened
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State

MESSAGES_MAX = 2_000
_COUNT = "SELECT count(*)::int FROM helpdesk_message WHERE meeting_id = $1"
_NAME = "SELECT given_name || ' ' || family_name FROM people_person WHERE id = $1"


class Write(Wish):
    meeting: str = Field(max_length=20)
    text: str = Field(min_length=1, max_length=TEXT_MAX)


async def about(context: Context, wish: Write) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("helpdesk.write", entry="helpdesk.written", about=about, public=False)
async def write(context: Context, wish: Write) -> UUID:
    """Raises Conflict where the hall is not open and beyond two thousand messages."""
    meeting, _hall = await held.open_hall(wish.meeting, State.ANNOUNCED, State.LIVE)
    if context.actor.person_id is None:
        raise Invalid("hall.person_needed")
    if await value(_COUNT, meeting.id) >= MESSAGES_MAX:
        raise Conflict("helpdesk.full", maximum=MESSAGES_MAX)
    is_office = permitted(context, "helpdesk.hide", schedule.subject_of(meeting))
    name = "" if is_office else shortened((await value(_NAME, context.actor.person_id)) or "")
    row = MessageRow(
        id=new_id(), meeting_id=meeting.id, person_id=context.actor.person_id, name=name, is_office=is_office,
        text=" ".join(wish.text.split()), said_at=context.now,
    )  # fmt: skip
    await row.save(force_create=True)
    return row.id
