"""Which days work, and why. Not "weekends and holidays": a date is working or off, as the last decree says.

A working-day engine with a table of holidays alone computes most terms wrong around a transferred day off,
because it does not know the Saturday that works instead (Labour Code 85(3)). Pure: no database, no clock.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from hearing_state.clock import local
from hearing_state.errors import Conflict

ONE_DAY = timedelta(days=1)
SATURDAY = 5
WARNING_DAYS = 90
"""Health turns red so many days before the calendar ends: longer than the longest term in working days."""

_FILE = Path(__file__).with_name("calendar.toml")


class Why(StrEnum):
    """Why a day is working or off."""

    WORKING = "working"  # an ordinary working day
    WORKED = "worked"  # a weekend day that works by decree
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"  # Orthodox Christmas, the first day of Kurban-ait
    MOVED = "moved"  # off because a holiday fell on a weekend
    TRANSFERRED = "transferred"  # off by decree, for a weekend day that works


@dataclass(frozen=True)
class Day:
    """One day of the calendar and the reason for it. ``other`` is the day it was exchanged with, if any."""

    on: date
    works: bool
    why: Why
    name_kk: str = ""
    name_ru: str = ""
    name_en: str = ""
    other: date | None = None
    source: str = ""
    certainty: str = ""


class CalendarEnds(Conflict):
    """The reckoning would leave the days that the calendar knows. Nobody may guess a legal day."""


@dataclass(frozen=True)
class Decree:
    """An administrator's change: days that work or are off, and perhaps a further year that is covered."""

    number: int
    source: str
    days: tuple[Day, ...]
    until_on: date | None = None


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """``date -> working | off`` between two days, both included."""

    version: str
    from_on: date
    until_on: date
    special: Mapping[date, Day]
    worked_weekend_ends_term: bool = True

    @cached_property
    def _table(self) -> Mapping[date, Day]:
        length = (self.until_on - self.from_on).days + 1
        covered = (self.from_on + timedelta(days=each) for each in range(length))
        return {on: self.special.get(on) or _plain(on) for on in covered}

    @cached_property
    def _worked_until(self) -> Mapping[date, int]:
        """How many working days there are from the first day of the calendar up to each day."""
        return dict(zip(self._table, accumulate(day.works for day in self._table.values()), strict=True))

    def day(self, on: date) -> Day:
        """Raises CalendarEnds beyond the coverage."""
        known = self._table.get(on)
        if known is None:
            self.must_cover(on)
        return self._table[on]

    def must_cover(self, on: date) -> None:
        if on > self.until_on:
            raise CalendarEnds("deadline.calendar_ends", until_on=self.until_on)
        if on < self.from_on:
            raise CalendarEnds("deadline.calendar_begins", from_on=self.from_on)

    def works(self, on: date) -> bool:
        return self.day(on).works

    def ends_term(self, on: date) -> bool:
        """May a term end on this day? (APPC 76(5); worked weekend days as the setting in calendar.toml
        says).
        """
        day = self.day(on)
        return day.works and (self.worked_weekend_ends_term or day.why is not Why.WORKED)

    def next_working(self, on: date) -> date:
        """That day, if it works, or the next one that does."""
        while not self.works(on):
            on += ONE_DAY
        return on

    def working_day_before(self, on: date, days: int) -> date:
        """The day that lies so many working days before; the day itself is not counted. Raises CalendarEnds."""
        while days:
            on -= ONE_DAY
            days -= self.works(on)
        return on

    def registration_day(self, received_at: datetime, day_ends: time) -> date:
        """The day of receipt; after hours or on a day off the next working day (APPC 64(3))."""
        received = local(received_at)
        day = received.date()
        if received.time().replace(microsecond=0) > day_ends:
            day += ONE_DAY
        return self.next_working(day)

    def days(self, after: date, until: date) -> Iterator[Day]:
        """The days after ``after`` up to ``until``."""
        on = after + ONE_DAY
        while on <= until:
            yield self.day(on)
            on += ONE_DAY

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie after ``after`` up to ``until``. Never raises: days beyond the coverage
        are left out, for a page must still show what is owed when the calendar has run out.
        """
        until = min(until, self.until_on)
        return max(0, self._worked_until.get(until, 0) - self._worked_until.get(min(after, self.until_on), 0))

    def is_near_its_end(self, today: date) -> bool:
        return (self.until_on - today).days < WARNING_DAYS

    def with_decrees(self, decrees: Iterable[Decree]) -> WorkingCalendar:
        """The same calendar with decrees on top, later ones over earlier ones."""
        special, until, version = dict(self.special), self.until_on, self.version
        for decree in decrees:
            special.update({day.on: replace(day, source=decree.source) for day in decree.days})
            until = max(until, decree.until_on or until)
            version = f"{self.version.partition('+')[0]}+{decree.number}"
        return replace(self, version=version, special=special, until_on=until)


def _plain(on: date) -> Day:
    weekend = on.weekday() >= SATURDAY
    return Day(on, works=not weekend, why=Why.WEEKEND if weekend else Why.WORKING)


@cache
def shipped() -> WorkingCalendar:
    """The calendar that comes with the house, before any decree."""
    return read_calendar(_FILE)


def read_calendar(file: Path) -> WorkingCalendar:
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    special = {day.on: day for year in table["year"] for day in _days_of(year, table["names"])}
    return WorkingCalendar(
        version=table["version"],
        from_on=table["from"],
        until_on=table["until"],
        special=special,
        worked_weekend_ends_term=table["ending_on_worked_weekend"]["counts"],
    )


def _days_of(table: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> Iterator[Day]:
    def on(month_and_day: str) -> date:
        return date.fromisoformat(f"{table['year']}-{month_and_day}")

    def day(when: str, why: Why, key: str = "", other: str = "") -> Day:
        called = {f"name_{language}": text for language, text in names[key].items()} if key else {}
        return Day(
            on=on(when),
            works=why is Why.WORKED,
            why=why,
            other=on(other) if other else None,
            source=table["source"],
            certainty=table["certainty"],
            **called,
        )

    for when, key in table["days_off"].items():
        yield day(when, Why.DAY_OFF, key)
    for when, key in table["holidays"].items():
        yield day(when, Why.HOLIDAY, key)
    for holiday, when in table["moved"].items():
        yield day(when, Why.MOVED, table["holidays"][holiday], holiday)
    for worked, off in table["transfers"].items():
        yield day(worked, Why.WORKED, other=off)
        yield day(off, Why.TRANSFERRED, other=worked)
