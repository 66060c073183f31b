"""The record of one meeting read whole: agenda with planned and real times, who spoke, who came, what was voted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hearing_state.actions import Context
from meetings.duties import queries as duties
from meetings.record import kept
from meetings.record.agenda import Item, Share, Slot, actual_share, planned_share, running, slots, upcoming
from meetings.record.floor_time import FloorTime, Speech, floor_times, longest
from meetings.record.headcount import Count, standing_counts, took_part
from meetings.record.poll import Poll
from meetings.schedule.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Recorded:
    """``now``: up to which what still runs is measured."""

    meeting: Meeting
    now: datetime
    limit_percent: int
    items: Sequence[Item]
    speeches: Sequence[Speech]
    countings: Sequence[Count]
    polls: Sequence[Poll]

    @property
    def slots(self) -> list[Slot]:
        return list(slots(self.meeting.starts_at, self.items))

    @property
    def planned(self) -> Share | None:
        return planned_share(self.items, self.limit_percent) if self.items else None

    @property
    def actual(self) -> Share | None:
        ended = self.meeting.finished_at or (self.now if self.meeting.started_at else None)
        return actual_share(self.items, self.meeting.started_at, ended, self.limit_percent)

    @property
    def floor(self) -> list[FloorTime]:
        return floor_times(self.speeches, self.now)

    @property
    def longest(self) -> Speech | None:
        return longest(self.speeches, self.now)

    @property
    def speaking(self) -> Speech | None:
        return next((each for each in self.speeches if each.is_running), None)

    @property
    def running(self) -> Item | None:
        return running(self.items)

    @property
    def upcoming(self) -> Item | None:
        return upcoming(self.items)

    @property
    def counts(self) -> list[Count]:
        return standing_counts(self.countings)

    @property
    def took_part(self) -> int | None:
        """Counted by mode; else the one number that was written down when the meeting ended."""
        counted = took_part(self.countings)
        return counted if counted is not None else self.meeting.attendance

    @property
    def is_measured(self) -> bool:
        return any(each.started_at for each in self.items)

    @property
    def minutes_held(self) -> int | None:
        meeting = self.meeting
        if meeting.started_at is None or meeting.finished_at is None:
            return None
        return round((meeting.finished_at - meeting.started_at).total_seconds() / 60)


async def recorded(context: Context, meeting: Meeting) -> Recorded:
    return Recorded(
        meeting,
        meeting.finished_at or context.now,
        await duties.norm(context, "report_share_percent"),
        await kept.items_of(meeting.id),
        await kept.speeches_of(meeting.id),
        await kept.counts_of(meeting.id),
        await kept.polls_of(meeting.id),
    )
