"""Published minutes hold a mistake: the next version begins, with the reason that everybody will read."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.actions.draft_minutes import begin
from meetings.record.minutes_kept import in_work, published_of
from meetings.schedule import lock
from meetings.schedule import queries as schedule


class CorrectMinutes(Wish):
    meeting: str = Field(max_length=20)
    reason: str = Field(min_length=10, max_length=1000)


async def about(context: Context, wish: CorrectMinutes) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("minutes.correct", entry="minutes.correction_begun", about=about, public=False)
async def correct_minutes(context: Context, wish: CorrectMinutes) -> None:
    """It goes the same way as the first: two persons, then published; the old version stays readable. Raises Conflict."""
    meeting = await lock.hold(wish.meeting)
    published = await published_of(meeting.id)
    if not published:
        raise Conflict("minutes.not_published")
    if await in_work(meeting.id):
        raise Conflict("minutes.in_work")
    latest = published[0]
    await begin(context, meeting.id, latest.version + 1, latest.texts, wish.reason)
    held.happened(context, meeting, "minutes.correction_begun", version=latest.version + 1)
