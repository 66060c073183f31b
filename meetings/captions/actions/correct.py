"""A captioner mends one of her last lines, or takes it back."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, value
from hearing_state.errors import Conflict, NotFound
from hearing_state.permissions import Subject
from meetings.captions import queries
from meetings.captions.captions import TEXT_MAX, tidied
from meetings.crew import queries as crew
from meetings.crew.crew import Task
from meetings.schedule import queries as schedule

_MEND = "UPDATE captions_line SET text = $2, mended_at = $3 WHERE number = $1"
_CLOSED = "SELECT 1 FROM captions_closed WHERE meeting_id = $1"


class Correct(Wish):
    """``text``: empty to take the line back."""

    meeting: str = Field(max_length=20)
    line: int = Field(ge=1, le=2**62)
    text: str = Field("", max_length=TEXT_MAX)


async def about(context: Context, wish: Correct) -> Subject:
    return await crew.subject(context, wish.meeting, Task.CAPTIONS)


@action("captions.correct", entry="captions.corrected", about=about, public=False)
async def correct(context: Context, wish: Correct) -> None:
    """Raises NotFound for a line that is not hers, Conflict after ten minutes and once the captions are closed."""
    meeting = await schedule.meeting(context, wish.meeting)
    found, written_by = await queries.one(meeting.id, wish.line)
    if written_by is None or written_by != context.actor.person_id:
        raise NotFound("captions.no_such_line")
    if not found.may_be_mended(context.now) or await value(_CLOSED, meeting.id):
        raise Conflict("captions.too_late")
    await execute(_MEND, wish.line, tidied(wish.text), context.now)
    context.record("captions.corrected", meeting.ref, line=wish.line)
