"""What is to be planned, within which bounds, and what a proposal looks like. Pure; every value is frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from meetings.schedule.meeting import Mode

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Demand:
    """One meeting that is owed: ``agency`` meets the people of ``place`` (of the whole country where there is none) once
    between two days.

    ``key`` is unique in the problem and stable between runs. ``neighbourhood``: places with the same word lie near one
    another and may be visited on one day. ``fixed_at``: stays exactly there. ``previous_at``, ``previous_mode``: where it
    stood before a change; re-planning leaves it there where it can.
    """

    key: str
    agency: str
    place: str | None
    from_on: date
    until_on: date
    announce_days: int = 14
    may_deputise: bool = False
    neighbourhood: str = ""
    fixed_at: datetime | None = None
    fixed_mode: Mode | None = None
    previous_at: datetime | None = None
    previous_mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A head: when absent (both days included), when busy with something else, and whether a deputy can stand in."""

    key: str
    absences: tuple[tuple[date, date], ...] = ()
    busy: tuple[tuple[datetime, datetime], ...] = ()
    has_deputy: bool = False

    def is_absent(self, on: date) -> bool:
        return any(first <= on <= last for first, last in self.absences)


@dataclass(frozen=True, slots=True)
class Options:
    """The bounds of a plan.

    ``from_on``, ``until_on``: within these days. ``today``: what is announced so many days ahead is counted from it.
    ``hours``: beginnings offered to online meetings, by day and in the evening. ``visit_hours``: to visits on the spot: for a
    single place one of the first row, for several places of one day a row each; where a row leaves too little time to
    travel, the hours are reckoned from its first one. ``buffer_minutes`` lie between two meetings of one person, to rest or
    to travel. ``live_at_once_max``: online meetings that the media nodes can hold at the same moment, in the whole country.
    """

    from_on: date
    until_on: date
    today: date
    online_share_percent: int = 60
    live_at_once_max: int = 400
    minutes: int = 90
    hours: tuple[time, ...] = (time(18), time(10), time(18, 30), time(15), time(19), time(16, 30))
    visit_hours: tuple[tuple[time, ...], ...] = (
        (time(11), time(15), time(17)),
        (time(11), time(15)),
        (time(10), time(14), time(17)),
    )
    visits_a_day_max: int = 3
    meetings_a_day_max: int = 3
    buffer_minutes: int = 45
    off_road_months: tuple[int, ...] = (12, 1, 2)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def buffer(self) -> timedelta:
        return timedelta(minutes=self.buffer_minutes)


@dataclass(frozen=True, slots=True)
class Problem:
    """Any number of offices with what they owe. Deterministic: the same problem gives the same proposal."""

    offices: tuple[Office, ...]
    demands: tuple[Demand, ...]
    options: Options


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a meeting is put. Visits of one day to places near one another bear one ``visit_key``."""

    demand: Demand
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    is_deputy: bool = False
    visit_key: str | None = None

    @property
    def is_online(self) -> bool:
        return self.mode.is_online

    @property
    def has_moved(self) -> bool:
        return self.demand.previous_at is not None and self.demand.previous_at != self.starts_at


class UnmetReason(StrEnum):
    """Why a meeting could not be put anywhere: a stable word; the sentence is the page's."""

    NO_WORKING_DAY = "no_working_day"  # the period has none within the plan's days
    TOO_LATE_TO_ANNOUNCE = "too_late_to_announce"
    HEAD_ABSENT = "head_absent"  # on every day that is left, and nobody may stand in
    DAYS_FULL = "days_full"  # the head has other meetings on all of them
    CAPACITY = "capacity"  # the media nodes are full at every hour offered
    BEYOND_CALENDAR = "beyond_calendar"  # the working calendar ends before the period does
    FIXED_CLASHES = "fixed_clashes"  # two meetings are held fast at the same hour


@dataclass(frozen=True, slots=True)
class Unmet:
    """``detail``: the days that were looked at, as 2027-01-05/2027-06-30; empty where no day was left to look at."""

    demand: Demand
    reason: UnmetReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Every demand is either placed or unmet with its reason. ``figures``: see ``figures.py``."""

    placements: tuple[Placement, ...]
    unmet: tuple[Unmet, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)

    @property
    def online_share(self) -> float:
        return (
            sum(each.is_online for each in self.placements) / len(self.placements) if self.placements else 0.0
        )

    @property
    def moved(self) -> Sequence[Placement]:
        return [each for each in self.placements if each.has_moved]


def online_wanted(meetings: int, percent: int) -> int:
    """How many of so many meetings must be online at least; rounded up, for a majority is a majority.

    >>> online_wanted(3, 60), online_wanted(1, 60), online_wanted(0, 60)
    (2, 1, 0)
    """
    return -(-meetings * percent // PERCENT)
