"""The other numbers of the same acts, and from which day the record of meetings is whole. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Unit(StrEnum):
    """What a number counts. A day of the year is month and day: 115 is 15 January."""

    PERCENT = "percent"
    DAY_OF_YEAR = "day_of_year"
    DAY_OF_MONTH = "day_of_month"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    TIMES_A_MONTH = "times_a_month"


_MOST = {
    Unit.PERCENT: 100,
    Unit.DAY_OF_MONTH: 28,
    Unit.DAYS: 366,
    Unit.WORKING_DAYS: 40,
    Unit.TIMES_A_MONTH: 20,
}
_SOME_YEAR = 2026
"""Any but a leap year: the 29th of February is no day to owe something by."""


@dataclass(frozen=True, slots=True)
class Norm:
    """One dated version of a number. ``certainty``: as of rules."""

    id: UUID
    key: str
    name_kk: str
    name_ru: str
    name_en: str
    value: int
    unit: Unit
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
        return self.until_on is None or self.until_on >= self.from_on

    @property
    def day(self) -> date | None:
        """The day of the year, in some year."""
        return day_of_year(self.value) if self.unit is Unit.DAY_OF_YEAR else None


@dataclass(frozen=True, slots=True)
class RecordStart:
    """Since ``from_on`` every meeting of the office stands in the house's record; without a slug: of every office."""

    from_on: date
    reason: str
    slug: str | None
    name_kk: str | None
    name_ru: str | None
    name_en: str | None


def day_of_year(value: int) -> date | None:
    """Month and day written as one number; None for what is no day.

    >>> day_of_year(115)
    datetime.date(2026, 1, 15)
    >>> day_of_year(1332)
    """
    try:
        return date(_SOME_YEAR, value // 100, value % 100)
    except ValueError:
        return None


def fits(value: int, unit: Unit) -> bool:
    """Whether the number can be one of that kind."""
    if unit is Unit.DAY_OF_YEAR:
        return day_of_year(value) is not None
    return 1 <= value <= _MOST[unit]
