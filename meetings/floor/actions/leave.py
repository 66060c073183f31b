"""Somebody goes: her hand comes down, and her seat is free. She may come back to the same seat."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.floor import held
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class Leave(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: Leave) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("hall.leave", entry="hall.left", about=about, public=False)
async def leave(context: Context, wish: Leave) -> None:
    """Raises Conflict for who is not in. Whoever has the floor gives it back."""
    meeting, _hall = await held.open_hall(wish.meeting, State.ANNOUNCED, State.LIVE)
    seat = await held.own_seat(context, meeting)
    await held.lower(context, seat)
    turn = await held.running_turn(meeting.id)
    if turn is not None and turn.seat_id == seat.id:
        await held.end(context, meeting, turn)
    seat.left_at = context.now
    await seat.save(update_fields=["left_at"])
