"""Whoever chairs puts a hand elsewhere in the queue, with a reason that everybody reads."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.floor import held
from meetings.floor.floor import POSITION_MAX, REASON_MAX, REASON_MIN
from meetings.floor.models import HandRow, MoveRow
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class MoveHand(Wish):
    """``to``: the place, from 1."""

    meeting: str = Field(max_length=20)
    seat: str = Field(max_length=40)
    to: int = Field(ge=1, le=POSITION_MAX)
    reason: str = Field(min_length=REASON_MIN, max_length=REASON_MAX)


async def about(context: Context, wish: MoveHand) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("hall.move_hand", entry="hall.hand_moved", about=about)
async def move_hand(context: Context, wish: MoveHand) -> None:
    """Raises NotFound for a seat of another meeting, Conflict where her hand is down."""
    meeting, _hall = await held.open_hall(wish.meeting, State.LIVE)
    seat = await held.seat_of(meeting, wish.seat)
    if not await HandRow.filter(seat_id=seat.id, lowered_at__isnull=True).update(moved_to=wish.to):
        raise Conflict("hall.hand_is_down")
    await MoveRow(
        id=new_id(),
        meeting_id=meeting.id,
        seat_id=seat.id,
        moved_to=wish.to,
        reason=wish.reason,
        moved_at=context.now,
        moved_by=context.actor.person_id,
    ).save(force_create=True)
    context.record("hall.hand_moved", meeting.ref, to=wish.to, reason=wish.reason)
