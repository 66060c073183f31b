"""One duty as people read it: who meets whom, when last, when next, and whether that is overdue. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hearing_state.clock import day_of
from hearing_state.territories.place import Place
from meetings.coverage.calendar import first_missed
from meetings.duties.duty import Period, PeriodKind, Standing, period_of


@dataclass(frozen=True, slots=True)
class Named:
    """A body or a rule by its names."""

    key: str
    name_kk: str
    name_ru: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a duty is written, and how sure that is."""

    source_kk: str
    source_ru: str
    source_en: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Last:
    ref: str
    starts_at: datetime
    mode: str

    @property
    def on(self) -> date:
        return day_of(self.starts_at)


@dataclass(frozen=True, slots=True)
class Next:
    ref: str
    starts_at: datetime
    is_announced: bool

    @property
    def on(self) -> date:
        return day_of(self.starts_at)


@dataclass(frozen=True, slots=True)
class Line:
    """``period``: in which meetings are counted now; ``judged_by``: the period by which it is overdue, or is not.

    ``place`` is None for a duty to the whole country.
    """

    today: date
    agency_id: UUID
    office: Named
    office_place: str | None
    place_code: str | None
    place: Place | None
    rule: Named
    source: Source
    times: int
    period: PeriodKind
    judged_by: PeriodKind
    may_deputise: bool
    announce_days: int
    counted_from: date
    standing: Standing
    last: Last | None
    next: Next | None

    @property
    def is_overdue(self) -> bool:
        return self.standing is Standing.OVERDUE

    @property
    def present(self) -> Period:
        return period_of(self.today, self.period)

    @property
    def days_since(self) -> int | None:
        """Days since the last meeting; None where none stands in the record."""
        return (self.today - self.last.on).days if self.last else None

    @property
    def overdue_since(self) -> date | None:
        if not self.is_overdue:
            return None
        if self.times > 1:
            return period_of(self.today, self.judged_by).from_on
        return first_missed(
            self.judged_by, self.counted_from, self.last.on if self.last else None, self.today
        )

    @property
    def is_of_own_unit(self) -> bool:
        """The office meets the people of its own unit, not of one place in it."""
        return self.office_place == self.place_code
