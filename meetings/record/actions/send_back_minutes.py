"""The proposed minutes go back to the secretary with a remark."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.minutes import LIFECYCLE
from meetings.record.minutes_kept import hold_in_work
from meetings.schedule import lock
from meetings.schedule import queries as schedule


class SendBackMinutes(Wish):
    """Also by whoever proposed them and has found a mistake."""

    meeting: str = Field(max_length=20)
    remark: str = Field(min_length=5, max_length=2000)


async def about(context: Context, wish: SendBackMinutes) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("minutes.send_back", entry="minutes.sent_back", about=about, public=False)
async def send_back_minutes(context: Context, wish: SendBackMinutes) -> None:
    meeting = await lock.hold(wish.meeting)
    row = await hold_in_work(meeting)
    row.state = LIFECYCLE.after(row.state, "send_back")
    row.remark, row.issues = wish.remark, []
    row.approved_at = row.approved_by = None
    row.approver_kk = row.approver_ru = ""
    await row.save()
    held.happened(context, meeting, "minutes.sent_back", version=row.version)
