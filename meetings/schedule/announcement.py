"""How the announcement of a meeting stands against the law. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hearing_state.clock import day_of
from meetings.schedule.meeting import Kind, Meeting, State


class Standing(StrEnum):
    IN_TIME = "in_time"
    LATE = "late"
    AT_ONCE = "at_once"
    AWAITED = "awaited"
    MISSED = "missed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Announcement:
    """``days``: how many days ahead it was announced for the hour at which it stands; None where it was not."""

    standing: Standing
    wanted: int
    days: int | None = None
    announced_on: date | None = None
    by: date | None = None

    @property
    def is_bad(self) -> bool:
        return self.standing in (Standing.LATE, Standing.MISSED)


def announcement_of(meeting: Meeting, today: date) -> Announcement:
    """In time, late, at once as social tension allows, awaited, missed; never, of a meeting cancelled before it."""
    wanted = meeting.announce_days
    if meeting.announced_at is not None:
        announced_on = day_of(meeting.announced_at)
        days = (meeting.on - announced_on).days
        standing = Standing.IN_TIME if days >= wanted else Standing.LATE
        if meeting.kind is Kind.TENSION and standing is Standing.LATE:
            standing = Standing.AT_ONCE
        return Announcement(standing, wanted, days, announced_on)
    if meeting.state is State.CANCELLED:
        return Announcement(Standing.NEVER, wanted)
    if meeting.kind is Kind.TENSION:
        return Announcement(Standing.AWAITED, wanted)
    standing = Standing.MISSED if today > meeting.announce_by else Standing.AWAITED
    return Announcement(standing, wanted, by=meeting.announce_by)
