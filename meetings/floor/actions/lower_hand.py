"""Somebody takes her hand down."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.floor import held
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class LowerHand(Wish):
    """``voice``: as in raising it."""

    meeting: str = Field(max_length=20)
    voice: UUID | None = None


async def about(context: Context, wish: LowerHand) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("hall.lower_hand", entry="hall.hand_lowered", about=about, public=False)
async def lower_hand(context: Context, wish: LowerHand) -> bool:
    """False where none was up."""
    meeting, _hall = await held.open_hall(wish.meeting, State.ANNOUNCED, State.LIVE, State.HELD)
    return await held.lower(context, await held.own_seat(context, meeting, wish.voice))
