"""Somebody puts her hand up. Everybody has one; when it went up does not matter to the order."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.floor import held
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State

HANDS_MAX = 2_000
# Two devices of one person at once: the database lets one hand go up.
_RAISE = """
INSERT INTO floor_hand (id, meeting_id, seat_id, raised_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (seat_id) WHERE lowered_at IS NULL DO NOTHING RETURNING id
"""
_UP = "SELECT count(*)::int FROM floor_hand WHERE meeting_id = $1 AND lowered_at IS NULL"


class RaiseHand(Wish):
    """``voice``: the seat of somebody at one's own listening point, whose hand it is."""

    meeting: str = Field(max_length=20)
    voice: UUID | None = None


async def about(context: Context, wish: RaiseHand) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("hall.raise_hand", entry="hall.hand_raised", about=about, public=False)
async def raise_hand(context: Context, wish: RaiseHand) -> bool:
    """False where it was up. Raises Conflict without consent, while she speaks, and where the queue is full."""
    meeting, _hall = await held.open_hall(wish.meeting, State.LIVE)
    seat = await held.own_seat(context, meeting, wish.voice)
    if not seat.has_consented:
        raise Conflict("hall.consent_needed")
    turn = await held.running_turn(meeting.id)
    if turn is not None and turn.seat_id == seat.id:
        raise Conflict("hall.you_speak")
    if await value(_UP, meeting.id) >= HANDS_MAX:
        raise Conflict("hall.queue_full", maximum=HANDS_MAX)
    return await value(_RAISE, new_id(), meeting.id, seat.id, context.now) is not None
