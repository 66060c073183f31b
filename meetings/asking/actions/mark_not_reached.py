"""The turn of a question did not come: one that the room left out, or all that were still open when the meeting was over."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import rows
from hearing_state.errors import Conflict, NotFound
from hearing_state.permissions import Subject
from meetings.asking import held
from meetings.asking.ahead import State
from meetings.asking.models import AheadRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State as Stage

# What was asked and not yet answered in the room has had its turn, but no outcome: it is not reached either.
_ALL = "UPDATE asking_question SET state = $2 WHERE meeting_id = $1 AND state = $3 RETURNING id"


class MarkNotReached(Wish):
    """``question``: this line alone; none: all that are open."""

    meeting: str = Field(max_length=20)
    question: str = Field("", max_length=20)


async def about(context: Context, wish: MarkNotReached) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("asking.mark_not_reached", entry="asking.not_reached", about=about)
async def mark_not_reached(context: Context, wish: MarkNotReached) -> int:
    """How many questions. Each asker is told, and may have hers answered in writing."""
    meeting = await lock.hold(wish.meeting)
    if wish.question:
        return await _one(context, wish.question, meeting.ref)
    held.must_be_over(meeting)
    found = await rows(_ALL, meeting.id, State.NOT_REACHED.value, State.ASKED.value)
    for each in found:
        context.tell("asking.not_reached", f"question:{each['id']}", question=each["id"], meeting=meeting.id)
    context.record("asking.not_reached", meeting.ref, questions=len(found))
    return len(found)


async def _one(context: Context, ref: str, meeting_ref: str) -> int:
    found = await held.hold(ref)
    if found.meeting.ref != meeting_ref:
        raise NotFound("ahead.not_found")
    if found.meeting.state not in (Stage.LIVE, Stage.HELD):
        raise Conflict("ahead.not_begun")
    for each in found.line:
        await _mark(context, each, found)
    return len(found.line)


async def _mark(context: Context, row: AheadRow, found: held.Held) -> None:
    held.step(row, "mark_not_reached")
    await row.save()
    held.happened(context, "not_reached", row, found.meeting)
