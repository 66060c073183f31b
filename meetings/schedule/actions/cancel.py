"""A meeting does not take place. Everybody reads why; whoever registered is told; the duty to meet stays."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.schedule import held, queries
from meetings.schedule.meeting import ChangeKind


class Cancel(Wish):
    meeting: str = Field(max_length=20)
    reason: str = Field(min_length=10, max_length=1000)


async def about(context: Context, wish: Cancel) -> Subject:
    return await queries.subject(context, wish.meeting)


@action("meeting.cancel", entry="meeting.cancelled", about=about)
async def cancel(context: Context, wish: Cancel) -> None:
    row = await held.hold(wish.meeting)
    was = row.state
    held.step(row, "cancel")
    row.cancelled_at, row.reason = context.now, wish.reason
    await row.save()
    await held.happened(
        context, row, ChangeKind.CANCELLED, reason=wish.reason, before_at=row.starts_at, was=was
    )
