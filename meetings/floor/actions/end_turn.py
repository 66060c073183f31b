"""A turn ends: by whoever chairs, by the speaker herself, or undone because it was given by mistake."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action, require
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.floor import held
from meetings.floor.models import HandRow, SeatRow, TurnRow
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State


class EndTurn(Wish):
    """``undo``: it was given by mistake; the hand goes up again, and the turn counts for nothing."""

    meeting: str = Field(max_length=20)
    undo: bool = False


async def about(context: Context, wish: EndTurn) -> Subject:
    """The meeting; owned by whoever has the floor, or by the listening point where she sits without a device of her own."""
    found = await schedule.meeting(context, wish.meeting)
    known = schedule.subject_of(found)
    turn = await held.running_turn(found.id)
    seat = await SeatRow.get_or_none(id=turn.seat_id) if turn and turn.seat_id else None
    if seat is not None and seat.point_id:
        seat = await SeatRow.get_or_none(id=seat.point_id)
    return Subject(about=known.about, agencies=known.agencies, owner=seat.person_id if seat else None)


@action("hall.end_turn", entry="hall.turn_ended", about=about)
async def end_turn(context: Context, wish: EndTurn) -> None:
    """Raises Conflict where nobody has the floor."""
    meeting, _hall = await held.open_hall(wish.meeting, State.LIVE)
    turn = await held.running_turn(meeting.id)
    if turn is None:
        raise Conflict("hall.nobody_speaks")
    # While this waited for the lock, the next one may have got the floor: who has finished does not end her turn.
    require(context, "hall.end_turn", await about(context, wish))
    await held.end(context, meeting, turn)
    is_undone = wish.undo and turn.seat_id is not None
    if is_undone:
        await _undo(meeting, turn)
    context.record("hall.turn_ended", meeting.ref, turn=turn.kind, is_undone=is_undone)
    context.tell("hall.turn_ended", meeting.ref, meeting=meeting.id)


async def _undo(meeting: Meeting, turn: TurnRow) -> None:
    turn.is_undone = True
    await turn.save(update_fields=["is_undone"])
    hand = await HandRow.filter(meeting_id=meeting.id, seat_id=turn.seat_id).order_by("-raised_at").first()
    if hand is not None and hand.lowered_at is not None:
        hand.lowered_at = None
        await hand.save(update_fields=["lowered_at"])
