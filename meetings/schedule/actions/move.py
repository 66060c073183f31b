"""A meeting gets another hour, in public and with its reason. The days of announcement begin anew."""

from __future__ import annotations

from datetime import timedelta

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.clock import day_of
from hearing_state.errors import Invalid
from hearing_state.permissions import Subject
from meetings.schedule import held, queries
from meetings.schedule.meeting import (
    MINUTES_MAX,
    MINUTES_MIN,
    ChangeKind,
    Kind,
    State,
    first_day_to_announce_for,
    report_minutes_max,
)


class Move(Wish):
    meeting: str = Field(max_length=20)
    starts_at: AwareDatetime
    minutes: int = Field(ge=MINUTES_MIN, le=MINUTES_MAX)
    reason: str = Field(min_length=10, max_length=1000)


async def about(context: Context, wish: Move) -> Subject:
    return await queries.subject(context, wish.meeting)


@action("meeting.move", entry="meeting.moved", about=about)
async def move(context: Context, wish: Move) -> None:
    """An announced meeting is announced anew by it: so the new day must be as far ahead as the law wants.

    Raises Invalid for a day too near, Conflict where the same person is elsewhere then.
    """
    row = await held.hold(wish.meeting)
    held.step(row, "move")
    ends_at = wish.starts_at + timedelta(minutes=wish.minutes)
    held.must_be_sensible(context, wish.starts_at, ends_at)
    first_on = first_day_to_announce_for(context.today, row.announce_days)
    if row.state == State.ANNOUNCED and row.kind != Kind.TENSION and day_of(wish.starts_at) < first_on:
        raise Invalid("meeting.moved_too_near", field="starts_at", days=row.announce_days, first_on=first_on)
    await held.must_be_free(
        context, row.agency_id, wish.starts_at, ends_at, is_deputy=row.host_is_deputy, but=row.id
    )
    before_at, row.starts_at, row.ends_at = row.starts_at, wish.starts_at, ends_at
    row.report_minutes = report_minutes_max(wish.minutes)
    if row.state == State.ANNOUNCED:
        row.announced_at = context.now
    await row.save()
    await held.happened(
        context,
        row,
        ChangeKind.MOVED,
        reason=wish.reason,
        before_at=before_at,
        after_at=row.starts_at,
        state=row.state,
    )
