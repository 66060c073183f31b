"""A plan as pages lay it out: by months, as a month's grid, by places. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from hearing_state.deadlines.working_calendar import Day, WorkingCalendar
from meetings.duties.duty import Period, PeriodKind, period_of
from meetings.planning.plan import Entry, Fulfilment
from meetings.schedule.meeting import Meeting

WEEK = 7


@dataclass(frozen=True, slots=True)
class Month:
    """``first`` names it: 1 March 2027."""

    first: date
    entries: Sequence[Entry]

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month's grid; days of the months beside it are shown empty."""

    on: date
    is_inside: bool
    day: Day | None
    entries: Sequence[Entry]

    @property
    def is_off(self) -> bool:
        return self.day is not None and not self.day.works


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place with its periods, in the order of the table's columns; none where it owes nothing in one."""

    place_code: str | None
    cells: Sequence[Fulfilment | None]


def months_of(stretch: Period, entries: Iterable[Entry]) -> list[Month]:
    """Every month of the stretch, empty ones too."""
    grouped = {
        key: list(found)
        for key, found in groupby(
            sorted(entries, key=lambda e: e.starts_at), key=lambda e: e.on.replace(day=1)
        )
    }
    return [Month(first, grouped.get(first, [])) for first in _firsts(stretch)]


def _firsts(stretch: Period) -> Iterator[date]:
    month = period_of(stretch.from_on, PeriodKind.MONTH)
    while month.from_on <= stretch.until_on:
        yield month.from_on
        month = month.after


def weeks_of(month: Month, calendar: WorkingCalendar) -> list[list[Cell]]:
    """From Monday to Sunday."""
    last = period_of(month.first, PeriodKind.MONTH).until_on
    on = month.first - timedelta(days=month.first.weekday())
    weeks = []
    while on <= last:
        week = [on + timedelta(days=each) for each in range(WEEK)]
        weeks.append([_cell(each, month, calendar) for each in week])
        on += timedelta(days=WEEK)
    return weeks


def _cell(on: date, month: Month, calendar: WorkingCalendar) -> Cell:
    is_known = calendar.from_on <= on <= calendar.until_on
    is_inside = on.month == month.first.month
    found = [each for each in month.entries if each.on == on] if is_inside else []
    return Cell(on, is_inside, calendar.day(on) if is_known else None, found)


def by_places(fulfilments: Sequence[Fulfilment]) -> tuple[list[Period], list[PlaceLine]]:
    """The columns (periods) and the lines (places) of the table."""
    periods = sorted({each.owed.period for each in fulfilments})
    found: dict[str | None, dict[Period, Fulfilment]] = {}
    for each in fulfilments:
        found.setdefault(each.owed.duty.place_code, {})[each.owed.period] = each
    return periods, [_place_line(code, cells, periods) for code, cells in found.items()]


def _place_line(code: str | None, cells: Mapping[Period, Fulfilment], periods: Sequence[Period]) -> PlaceLine:
    return PlaceLine(code, [cells.get(each) for each in periods])


def by_month(meetings: Iterable[Meeting]) -> list[tuple[date, list[Meeting]]]:
    """Published meetings by the months in which they stand now."""
    ordered = sorted(meetings, key=lambda each: (each.starts_at, each.ref))
    return [
        (first, list(found)) for first, found in groupby(ordered, key=lambda each: each.on.replace(day=1))
    ]
