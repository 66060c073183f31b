"""The chair opens the meeting."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.schedule import held, queries
from meetings.schedule.meeting import ChangeKind

EARLY = timedelta(minutes=30)
"""So long before its hour a meeting may be opened."""


class Start(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: Start) -> Subject:
    return await queries.subject(context, wish.meeting)


@action("meeting.start", entry="meeting.started", about=about)
async def start(context: Context, wish: Start) -> None:
    """Raises Conflict before its hour is near."""
    row = await held.hold(wish.meeting)
    held.step(row, "start")
    if context.now < row.starts_at - EARLY:
        raise Conflict("meeting.too_early", at=row.starts_at)
    row.started_at = context.now
    await row.save()
    await held.happened(context, row, ChangeKind.STARTED)
