"""A duty to meet: who, where, how often, in which periods it is counted. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

ONE_DAY = timedelta(days=1)
MONTHS_OF_A_YEAR = 12


class PeriodKind(StrEnum):
    """The stretches of the calendar year in which meetings are counted."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"


_MONTHS = {PeriodKind.YEAR: 12, PeriodKind.HALF_YEAR: 6, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}
_LETTERS = {PeriodKind.YEAR: "", PeriodKind.HALF_YEAR: "H", PeriodKind.QUARTER: "Q", PeriodKind.MONTH: "M"}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch with both its days. ``number`` counts from 1 within the year."""

    from_on: date
    until_on: date
    kind: PeriodKind
    number: int

    @property
    def key(self) -> str:
        """2026, 2026-H2, 2026-Q4, 2026-M11."""
        letter = _LETTERS[self.kind]
        return f"{self.from_on.year}-{letter}{self.number}" if letter else str(self.from_on.year)

    @property
    def days(self) -> int:
        return (self.until_on - self.from_on).days + 1

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on

    @property
    def before(self) -> Period:
        return period_of(self.from_on - ONE_DAY, self.kind)

    @property
    def after(self) -> Period:
        return period_of(self.until_on + ONE_DAY, self.kind)


def period_of(day: date, kind: PeriodKind) -> Period:
    """The period of that kind in which a day lies.

    >>> period_of(date(2026, 11, 23), PeriodKind.HALF_YEAR).key
    '2026-H2'
    """
    months = _MONTHS[kind]
    number = (day.month - 1) // months + 1
    first = date(day.year, (number - 1) * months + 1, 1)
    last_month = number * months
    after = date(day.year + last_month // MONTHS_OF_A_YEAR, last_month % MONTHS_OF_A_YEAR + 1, 1)
    return Period(first, after - ONE_DAY, kind, number)


def periods_within(from_on: date, until_on: date, kind: PeriodKind) -> Iterator[Period]:
    """The periods that lie wholly between two days, both included, in order."""
    period = period_of(from_on, kind)
    if period.from_on < from_on:
        period = period.after
    while period.until_on <= until_on:
        yield period
        period = period.after


@dataclass(frozen=True, slots=True)
class DutyRule:
    """One dated version of "who must meet whom how often". ``certainty``: Q official text read, N news, C code, M memory."""

    id: UUID
    key: str
    name_kk: str
    name_ru: str
    name_en: str
    times: int
    period: PeriodKind
    announce_days: int
    may_deputise: bool
    from_on: date
    until_on: date | None
    source_kk: str
    source_ru: str
    source_en: str
    certainty: str

    def is_in_force(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    @property
    def was_in_force(self) -> bool:
        """For a day at least: not put right on the day on which it was made."""
        return self.until_on is None or self.until_on >= self.from_on


@dataclass(frozen=True, slots=True)
class Duty:
    """One office's duty in one place (of the whole country where there is no place). ``counted_from``: periods that begin
    earlier are not held against anybody, for the house knows nothing of them.
    """

    rule_key: str
    agency_id: UUID
    place_code: str | None
    times: int
    period: PeriodKind
    announce_days: int
    may_deputise: bool
    counted_from: date


class Standing(StrEnum):
    """How a duty stands on a day. Computed when somebody looks; no job has a part in it."""

    MET = "met"
    PLANNED = "planned"
    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


SOON_DAYS = 30
"""An open period without enough meetings held or planned is near its end so many days before it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of one duty's meetings around a day.

    ``held_before``: in the last whole period; ``held_since``: after the end of that period, up to today; ``planned``: ahead
    of today within the present period.
    """

    held_before: int
    held_since: int
    planned: int


def standing_of(duty: Duty, kept: Kept, today: date) -> Standing:
    """Overdue from the day after a period ended with fewer meetings than the law wants, until what was missed is made up.

    A meeting held later counts for the missed period first: the village has waited for that one.
    """
    present = period_of(today, duty.period)
    missing_before = (
        max(0, duty.times - kept.held_before) if present.before.from_on >= duty.counted_from else 0
    )
    if kept.held_since < missing_before:
        return Standing.OVERDUE
    held = kept.held_since - missing_before
    if held >= duty.times:
        return Standing.MET
    if held + kept.planned >= duty.times:
        return Standing.PLANNED
    return Standing.DUE_SOON if (present.until_on - today).days < SOON_DAYS else Standing.OPEN


def overdue_since(duty: Duty, today: date) -> date:
    """The first day on which an overdue duty of today was overdue for its last whole period."""
    return period_of(today, duty.period).from_on
