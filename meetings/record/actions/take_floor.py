"""Whoever has the floor has spoken."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.actions.give_floor import end_running
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class TakeFloor(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: TakeFloor) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("floor.take", entry="floor.taken", about=about)
async def take_floor(context: Context, wish: TakeFloor) -> None:
    """Raises Conflict where nobody has it."""
    meeting = await lock.hold(wish.meeting)
    held.must_be(meeting, State.LIVE)
    if not await end_running(context, meeting):
        raise Conflict("floor.nobody_has_it")
    held.happened(context, meeting, "floor.taken")
