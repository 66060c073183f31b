"""The results of a meeting are public: minutes, list of issues, action plan. Called by the room that publishes them."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.schedule import held, queries
from meetings.schedule.meeting import ChangeKind


class Record(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: Record) -> Subject:
    return await queries.subject(context, wish.meeting)


@action("meeting.record", entry="meeting.recorded", about=about)
async def record(context: Context, wish: Record) -> None:
    row = await held.hold(wish.meeting)
    held.step(row, "record")
    await row.save()
    await held.happened(context, row, ChangeKind.RECORDED)
