"""A speech was written down by mistake."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.models import SpeechRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class RemoveSpeech(Wish):
    meeting: str = Field(max_length=20)
    speech: UUID


async def about(context: Context, wish: RemoveSpeech) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("floor.remove", entry="floor.removed", about=about)
async def remove_speech(context: Context, wish: RemoveSpeech) -> None:
    """Until the results are published. Raises NotFound."""
    meeting = await lock.hold(wish.meeting)
    held.must_be(meeting, State.LIVE, State.HELD)
    if not await SpeechRow.filter(meeting_id=meeting.id, id=wish.speech).delete():
        raise NotFound("floor.no_such_speech")
    held.happened(context, meeting, "floor.removed")
