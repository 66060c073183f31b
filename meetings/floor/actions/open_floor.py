"""The office opens the queue of a meeting: the seed of the lots is drawn and published before the first hand."""

from __future__ import annotations

import secrets

from pydantic import Field
from tortoise.exceptions import IntegrityError

from hearing_state.actions import Context, Wish, action
from hearing_state.db import transaction
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.floor.models import HallRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class OpenFloor(Wish):
    """How long one may speak, and be answered, in seconds; everybody reads both."""

    meeting: str = Field(max_length=20)
    speaking_seconds: int = Field(120, ge=30, le=600)
    answering_seconds: int = Field(180, ge=30, le=1200)


async def about(context: Context, wish: OpenFloor) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("hall.open", entry="hall.opened", about=about)
async def open_floor(context: Context, wish: OpenFloor) -> str:
    """The seed. Raises Conflict for a meeting that was not announced, and where the queue is open."""
    meeting = await lock.hold(wish.meeting)
    if meeting.state not in {State.ANNOUNCED, State.LIVE} or not meeting.mode.is_online:
        raise Conflict("hall.not_now")
    row = HallRow(
        meeting_id=meeting.id,
        seed=secrets.token_hex(16),
        speaking_seconds=wish.speaking_seconds,
        answering_seconds=wish.answering_seconds,
        opened_at=context.now,
        opened_by=context.actor.person_id,
    )
    try:
        async with transaction():
            await row.save(force_create=True)
    except IntegrityError as twice:
        raise Conflict("hall.open_already") from twice
    context.record(
        "hall.opened",
        meeting.ref,
        seed=row.seed,
        speaking_seconds=row.speaking_seconds,
        answering_seconds=row.answering_seconds,
    )
    return row.seed
