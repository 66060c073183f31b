"""A captioner writes what is being said, a line at a time."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.captions import put
from meetings.captions.captions import TEXT_MAX, Source, tidied
from meetings.crew import queries as crew
from meetings.crew.crew import Task
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class Write(Wish):
    meeting: str = Field(max_length=20)
    language: Literal["kk", "ru", "en"]
    text: str = Field(min_length=1, max_length=TEXT_MAX)


async def about(context: Context, wish: Write) -> Subject:
    return await crew.subject(context, wish.meeting, Task.CAPTIONS, wish.language)


@action("captions.write", entry="captions.written", about=about, public=False)
async def write(context: Context, wish: Write) -> int:
    """The line's number. Raises Conflict while the meeting does not go on, Invalid for an empty line."""
    meeting = await schedule.meeting(context, wish.meeting)
    if meeting.state is not State.LIVE:
        raise Conflict("captions.not_live")
    text = tidied(wish.text)
    if not text:
        raise Invalid("captions.empty", field="text")
    number = await put.line(context, meeting.id, wish.language, text, Source.TYPED)
    context.record("captions.written", meeting.ref, line=number, language=wish.language)
    return number
