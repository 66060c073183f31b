"""A question is put to everybody who takes part."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.models import PollOptionRow, PollRow
from meetings.record.poll import OPTIONS_MAX, OPTIONS_MIN, POLLS_MAX
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class Offered(Wish):
    text_kk: str = Field(min_length=1, max_length=200)
    text_ru: str = Field(min_length=1, max_length=200)


class OpenPoll(Wish):
    meeting: str = Field(max_length=20)
    title_kk: str = Field(min_length=5, max_length=300)
    title_ru: str = Field(min_length=5, max_length=300)
    options: tuple[Offered, ...] = Field(min_length=OPTIONS_MIN, max_length=OPTIONS_MAX)


class Opened(BaseModel):
    model_config = ConfigDict(frozen=True)

    number: int


async def about(context: Context, wish: OpenPoll) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("poll.open", entry="poll.opened", about=about)
async def open_poll(context: Context, wish: OpenPoll) -> Opened:
    """Raises Conflict where the meeting does not go on."""
    meeting = await lock.hold(wish.meeting)
    held.must_be(meeting, State.LIVE)
    number = 1 + await PollRow.filter(meeting_id=meeting.id).count()
    if number > POLLS_MAX:
        raise Conflict("poll.too_many", maximum=POLLS_MAX)
    poll = await PollRow.create(
        id=new_id(),
        meeting_id=meeting.id,
        number=number,
        title_kk=wish.title_kk,
        title_ru=wish.title_ru,
        opened_at=context.now,
    )
    for position, each in enumerate(wish.options, start=1):
        await PollOptionRow.create(poll_id=poll.id, number=position, **each.model_dump())
    held.happened(context, meeting, "poll.opened", poll=number, options=len(wish.options))
    return Opened(number=number)
