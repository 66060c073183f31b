"""Somebody goes: her hand comes down, and her seat is free. She may come back to the same seat."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.floor import held
from meetings.floor.models import SeatRow
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class Leave(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: Leave) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("hall.leave", entry="hall.left", about=about, public=False)
async def leave(context: Context, wish: Leave) -> None:
    """Raises Conflict for who is not in. Whoever has the floor gives it back; with a listening point go those who sit there."""
    meeting, _hall = await held.open_hall(wish.meeting, State.ANNOUNCED, State.LIVE)
    seat = await held.own_seat(context, meeting)
    going = [seat, *await SeatRow.filter(point_id=seat.id)]
    for each in going:
        await held.lower(context, each)
    turn = await held.running_turn(meeting.id)
    if turn is not None and turn.seat_id in {each.id for each in going}:
        await held.end(context, meeting, turn)
    seat.left_at = context.now
    await seat.save(update_fields=["left_at"])
