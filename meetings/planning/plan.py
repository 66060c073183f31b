"""A year's calendar of an office before and after its approval: states, stretches, what it owes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from hearing_state.agencies.agency import AgencyKind
from hearing_state.clock import day_of
from hearing_state.lifecycle import Lifecycle
from meetings.duties.duty import Duty, Period, PeriodKind, period_of
from meetings.schedule.meeting import Mode

LETTERS = "MP"
YEAR_MIN, YEAR_MAX = 2024, 2099
NOTE_MAX = 500
_KEY = re.compile(r"^(\d{4})(?:-H([12]))?$")


class State(StrEnum):
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


LIFECYCLE = Lifecycle(
    "plan",
    {
        (State.DRAFTED, "edit"): State.DRAFTED,
        (State.DRAFTED, "replan"): State.DRAFTED,
        (State.DRAFTED, "submit"): State.SUBMITTED,
        (State.DRAFTED, "withdraw"): State.WITHDRAWN,
        (State.SUBMITTED, "send_back"): State.DRAFTED,
        (State.SUBMITTED, "approve"): State.APPROVED,
        (State.SUBMITTED, "dispatch"): State.SUBMITTED,
        (State.APPROVED, "dispatch"): State.APPROVED,
    },
)
LIVING = frozenset({State.DRAFTED, State.SUBMITTED, State.APPROVED})
"""Of these an office has one for each day of the year."""


def stretch_of(key: str) -> Period | None:
    """The year or half-year that a plan's address names; None for anything else.

    >>> stretch_of("2027-H1").until_on.isoformat()
    '2027-06-30'
    """
    found = _KEY.match(key)
    if not found or not YEAR_MIN <= int(found[1]) <= YEAR_MAX:
        return None
    year, half = int(found[1]), found[2]
    if half is None:
        return period_of(date(year, 1, 1), PeriodKind.YEAR)
    return period_of(date(year, 1 if half == "1" else 7, 1), PeriodKind.HALF_YEAR)


def halves_of(year: int) -> tuple[Period, Period]:
    return period_of(date(year, 1, 1), PeriodKind.HALF_YEAR), period_of(
        date(year, 7, 1), PeriodKind.HALF_YEAR
    )


class AbsenceReason(StrEnum):
    LEAVE = "leave"
    TRIP = "trip"
    TRAINING = "training"
    OTHER = "other"


class Recipient(StrEnum):
    """To whom an approved calendar is sent, in the order of the decree."""

    MASLIKHAT = "maslikhat"
    GOVERNMENT = "government"
    ADMINISTRATION = "administration"


def recipients_of(kind: AgencyKind) -> tuple[Recipient, ...]:
    """A ministry's schedule goes to the Government alone (resolution No. 12)."""
    return (Recipient.GOVERNMENT,) if kind is AgencyKind.MINISTRY else tuple(Recipient)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the planner was asked to plan. ``hours``: beginnings of online meetings as the clock shows them.

    ``online_percent``: at least so many of a hundred online. ``visits_a_day``: places visited on one journey at most.
    ``travel_minutes`` lie between two meetings of one person. ``at_once``: so many live meetings the media nodes carry.
    """

    hours: tuple[str, ...] = ("18:00", "10:00", "18:30", "15:00", "19:00", "16:30")
    minutes: int = 90
    online_percent: int = 51
    visits_a_day: int = 3
    travel_minutes: int = 45
    at_once: int = 400

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Wanted:
        known = {name: stored[name] for name in cls.__dataclass_fields__ if name in stored}
        if "hours" in known:
            known["hours"] = tuple(known["hours"])
        return cls(**known)

    def stored(self) -> dict[str, Any]:
        return {**asdict(self), "hours": list(self.hours)}


@dataclass(frozen=True, slots=True)
class Plan:
    """The calendar of one office for a year or half a year. ``version`` rises with every change, so that two people who
    edit at once do not undo each other unseen.
    """

    id: UUID
    ref: str
    agency_id: UUID
    year: int
    part: str
    from_on: date
    until_on: date
    state: State
    version: int
    wanted: Wanted
    report: dict[str, Any]
    proposed_at: datetime
    submitted_at: datetime | None
    submitted_by: UUID | None
    approved_at: datetime | None
    remark: str
    figures: dict[str, Any]

    @property
    def stretch(self) -> Period:
        found = stretch_of(self.part)
        if found is None:
            raise ValueError(f"{self.part!r} is no stretch of a plan")
        return found

    @property
    def is_open(self) -> bool:
        return self.state is State.DRAFTED


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting of a plan that is not approved yet; afterwards ``meeting_id`` is its meeting in the calendar.

    ``previous_at``: where it stood before the last replanning. ``is_fixed``: replanning leaves it where it is.
    """

    id: UUID
    plan_id: UUID
    rule_key: str | None
    place_code: str | None
    period_key: str
    starts_at: datetime
    minutes: int
    mode: Mode
    is_deputy: bool
    visit_key: str | None
    is_fixed: bool
    note: str
    previous_at: datetime | None
    version: int
    meeting_id: UUID | None

    @property
    def on(self) -> date:
        """The day in Kazakhstan."""
        return day_of(self.starts_at)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Absence:
    id: UUID
    agency_id: UUID
    from_on: date
    until_on: date
    reason: AbsenceReason

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on


@dataclass(frozen=True, slots=True)
class Owed:
    """So many meetings of one duty that a plan must hold between two days: a period that ends within the plan.

    ``already``: meetings of the period that stand in the public calendar outside this plan.
    """

    duty: Duty
    period: Period
    from_on: date
    until_on: date
    already: int = 0

    @property
    def times(self) -> int:
        return max(0, self.duty.times - self.already)


def owed_in(duties: Iterable[Duty], stretch: Period) -> Iterator[Owed]:
    """What a plan owes: each duty's periods that end within it. So a half-year's plan of an oblast owes the meetings of the
    year only in its second half, where none may be put off any more.
    """
    for duty in duties:
        period = period_of(stretch.from_on, duty.period)
        while period.until_on <= stretch.until_on:
            yield Owed(duty, period, max(period.from_on, stretch.from_on), period.until_on)
            period = period.after


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """How a plan stands towards one thing that it owes."""

    owed: Owed
    planned: int

    @property
    def missing(self) -> int:
        return max(0, self.owed.times - self.planned)


def fulfilments(owed: Iterable[Owed], entries: Iterable[Entry]) -> list[Fulfilment]:
    """A meeting held by a deputy counts where the rule allows one."""
    kept = list(entries)
    return [
        Fulfilment(
            each,
            sum(
                entry.place_code == each.duty.place_code
                and each.from_on <= entry.on <= each.until_on
                and (each.duty.may_deputise or not entry.is_deputy)
                for entry in kept
            ),
        )
        for each in owed
    ]


def online_percent(entries: Iterable[Entry]) -> int | None:
    """Of a hundred meetings so many can be joined online, rounded down: 51 is asked for, 50.9 is not enough."""
    modes = [each.mode.is_online for each in entries]
    return 100 * sum(modes) // len(modes) if modes else None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """That an approved calendar was sent to somebody."""

    recipient: Recipient
    sent_on: date
    number: str = ""
    by_letter: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """An approval on paper, from before the office worked here."""

    approved_on: date
    number: str
    source: str


@dataclass(frozen=True, slots=True)
class Run:
    """Proposals for an oblast or the whole country, made in pieces."""

    id: UUID
    place_code: str | None
    part: str
    requested_at: datetime
    finished_at: datetime | None
    pieces: int
    pieces_done: int
    figures: dict[str, Any] = field(default_factory=dict)
