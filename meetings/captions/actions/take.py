"""The house takes a line that a machine outside heard. It is marked as such wherever it is shown."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.captions import put
from meetings.captions.captions import TEXT_MAX, Source, tidied
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class Take(Wish):
    meeting: str = Field(max_length=20)
    language: Literal["kk", "ru", "en"]
    text: str = Field(min_length=1, max_length=TEXT_MAX)


async def about(context: Context, wish: Take) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("captions.take", entry="captions.taken", about=about, public=False)
async def take(context: Context, wish: Take) -> int:
    """The line's number. Raises Conflict while the meeting does not go on, Invalid for an empty line."""
    meeting = await schedule.meeting(context, wish.meeting)
    if meeting.state is not State.LIVE:
        raise Conflict("captions.not_live")
    text = tidied(wish.text)
    if not text:
        raise Invalid("captions.empty", field="text")
    number = await put.line(context, meeting.id, wish.language, text, Source.MACHINE)
    context.record("captions.taken", meeting.ref, line=number, language=wish.language)
    return number
