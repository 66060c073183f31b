"""An organiser has looked at a line of the checklist before going live, or takes the tick back."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.checklist import BY_HAND, Check
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State

_TICK = """
INSERT INTO record_check (id, meeting_id, key, ticked_at, ticked_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (meeting_id, key) DO NOTHING
"""
_UNTICK = "DELETE FROM record_check WHERE meeting_id = $1 AND key = $2"


class TickCheck(Wish):
    meeting: str = Field(max_length=20)
    check: Check
    is_done: bool = True


async def about(context: Context, wish: TickCheck) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("checklist.tick", entry="checklist.ticked", about=about, public=False)
async def tick_check(context: Context, wish: TickCheck) -> None:
    """Raises Invalid for a line that the house works out itself."""
    meeting = await lock.hold(wish.meeting)
    held.must_be(meeting, State.PLANNED, State.ANNOUNCED, State.LIVE)
    if wish.check not in BY_HAND:
        raise Invalid("checklist.worked_out", field="check")
    if wish.is_done:
        await execute(_TICK, new_id(), meeting.id, wish.check.value, context.now, context.actor.person_id)
    else:
        await execute(_UNTICK, meeting.id, wish.check.value)
    context.record("checklist.ticked", meeting.ref, check=wish.check.value, is_done=wish.is_done)
