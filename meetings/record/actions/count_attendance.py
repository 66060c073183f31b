"""Heads are counted: in the hall, online, at the listening points, along the broadcast."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.headcount import HEADCOUNT_MAX, AttendanceMode
from meetings.record.models import AttendanceRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class CountAttendance(Wish):
    """A later count of the same mode stands in place of the earlier one. Who registered is another thing."""

    meeting: str = Field(max_length=20)
    mode: AttendanceMode
    headcount: int = Field(ge=0, le=HEADCOUNT_MAX)
    note: str = Field("", max_length=300)


async def about(context: Context, wish: CountAttendance) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("attendance.count", entry="attendance.counted", about=about)
async def count_attendance(context: Context, wish: CountAttendance) -> None:
    meeting = await lock.hold(wish.meeting)
    held.must_be(meeting, State.LIVE, State.HELD)
    await AttendanceRow.create(
        meeting_id=meeting.id,
        mode=wish.mode.value,
        headcount=wish.headcount,
        note=wish.note,
        counted_at=context.now,
        counted_by=context.actor.person_id,
    )
    held.happened(context, meeting, "attendance.counted", mode=wish.mode.value, headcount=wish.headcount)
