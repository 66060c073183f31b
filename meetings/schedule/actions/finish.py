"""The meeting is over: when it began and ended, and how many people took part. From here it counts as held."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.schedule import held, queries
from meetings.schedule.meeting import ChangeKind


class Finish(Wish):
    """``started_at``, ``finished_at``: of a meeting that was not led in the system, as the secretary wrote them down."""

    meeting: str = Field(max_length=20)
    started_at: AwareDatetime | None = None
    finished_at: AwareDatetime | None = None
    attendance: int | None = Field(None, ge=0, le=1_000_000)


async def about(context: Context, wish: Finish) -> Subject:
    return await queries.subject(context, wish.meeting)


@action("meeting.finish", entry="meeting.held", about=about)
async def finish(context: Context, wish: Finish) -> None:
    """Raises Conflict before its hour, Invalid for hours that cannot be."""
    row = await held.hold(wish.meeting)
    held.step(row, "finish")
    if context.now < row.starts_at and row.started_at is None:
        raise Conflict("meeting.too_early", at=row.starts_at)
    started_at = row.started_at or wish.started_at or row.starts_at
    finished_at = wish.finished_at or (context.now if row.started_at else min(row.ends_at, context.now))
    if not started_at < finished_at <= context.now:
        raise Invalid("meeting.hours_wrong", field="finished_at")
    row.started_at, row.finished_at = started_at, finished_at
    if wish.attendance is not None:
        row.attendance = wish.attendance
    await row.save()
    minutes = int((finished_at - started_at).total_seconds()) // 60
    await held.happened(context, row, ChangeKind.HELD, minutes=minutes, attendance=row.attendance)
