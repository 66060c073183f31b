"""The votes of a poll are counted; its result stands."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import rows
from hearing_state.errors import Conflict, NotFound
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.models import PollOptionRow, PollRow
from meetings.record.poll import result_of
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

_COUNT = (
    "SELECT option_number, is_guest, count(*) AS votes FROM record_poll_vote WHERE poll_id = $1 GROUP BY 1, 2"
)


class ClosePoll(Wish):
    meeting: str = Field(max_length=20)
    poll: int = Field(ge=1, le=1000)


async def about(context: Context, wish: ClosePoll) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("poll.close", entry="poll.closed", about=about)
async def close_poll(context: Context, wish: ClosePoll) -> None:
    """Raises Conflict for one that is closed already."""
    meeting = await lock.hold(wish.meeting)
    # Votes that are being written hold this row: whoever voted in time is counted.
    poll = await PollRow.select_for_update().get_or_none(meeting_id=meeting.id, number=wish.poll)
    if poll is None:
        raise NotFound("poll.not_found")
    if poll.closed_at is not None:
        raise Conflict("poll.closed", closed_at=poll.closed_at)
    await freeze(context, meeting, poll)


async def freeze(context: Context, meeting: Meeting, poll: PollRow) -> None:
    counted = {
        (each["option_number"], each["is_guest"]): int(each["votes"]) for each in await rows(_COUNT, poll.id)
    }
    numbers = [each.number for each in await PollOptionRow.filter(poll_id=poll.id).order_by("number")]
    poll.result, poll.closed_at = result_of(counted, numbers), context.now
    await poll.save()
    held.happened(context, meeting, "poll.closed", poll=poll.number, result=poll.result)
