"""The house ends a turn whose time is over, whatever a device does. On reading it was over before."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from meetings.floor import held, queue
from meetings.schedule.meeting import State


class EndOverdue(Wish):
    meeting: str = Field(max_length=20)


@action("hall.end_overdue", entry="hall.turn_ended")
async def end_overdue(context: Context, wish: EndOverdue) -> bool:
    """False where no turn is over."""
    meeting, hall = await held.open_hall(wish.meeting, State.LIVE, State.HELD, State.RECORDED)
    turn = await held.running_turn(meeting.id)
    if turn is None or (meeting.state is State.LIVE and queue.is_running(hall, turn, context.now)):
        context.changed_nothing()
        return False
    await held.end(context, meeting, turn)
    context.record("hall.turn_ended", meeting.ref, turn=turn.kind, is_overdue=True)
    context.tell("hall.turn_ended", meeting.ref, meeting=meeting.id)
    return True
