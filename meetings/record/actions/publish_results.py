"""The results of a meeting become public: minutes, list of issues, action plan. The clock of ten days stops."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines.actions.settle_clock import SettleClock, settle_clock
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.minutes import LIFECYCLE, digest_of
from meetings.record.minutes_kept import hold_in_work
from meetings.record.results_clock import opened_clock
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.actions.record import Record, record
from meetings.schedule.meeting import Meeting, State


class PublishResults(Wish):
    """Also a corrected version, once it is approved."""

    meeting: str = Field(max_length=20)


class Published(BaseModel):
    model_config = ConfigDict(frozen=True)

    version: int
    digest: str


async def about(context: Context, wish: PublishResults) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("results.publish", entry="results.published", about=about)
async def publish_results(context: Context, wish: PublishResults) -> Published:
    """Raises Conflict for minutes that no second person has approved."""
    meeting = await lock.hold(wish.meeting)
    row = await hold_in_work(meeting)
    row.state = LIFECYCLE.after(row.state, "publish")
    row.digest = digest_of(meeting.ref, row.version, row.texts, tuple(row.issues))
    row.published_at = context.now
    await row.save()
    if meeting.state is State.HELD:
        await _settle(context, meeting)
    held.happened(
        context,
        meeting,
        "results.published",
        version=row.version,
        digest=row.digest,
        issues=len(row.issues),
        days=(context.today - meeting.on).days,
    )
    return Published(version=row.version, digest=row.digest)


async def _settle(context: Context, meeting: Meeting) -> None:
    """In time or late, the duty is done; the meeting is on record."""
    clock = await opened_clock(context, meeting)
    if clock.is_open:
        wish = SettleClock(clock=clock.id, on=context.today, outcome=Outcome.DONE)
        await by_law(context, settle_clock, wish)
    await by_law(context, record, Record(meeting=meeting.ref))
