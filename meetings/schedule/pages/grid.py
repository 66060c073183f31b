"""A month as a table: weeks of seven days, each with its meetings, and what the working calendar says of it."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hearing_state.actions import Context
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.wording import why_day
from meetings.schedule.listing import Day

LINES_OF_A_DAY = 3
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """``off``: why nobody works, where it is not just a Saturday or Sunday."""

    day: Day
    is_inside: bool
    is_today: bool
    is_past: bool
    is_off: bool
    off: str

    @property
    def is_empty(self) -> bool:
        return not (self.day.count or self.day.cancelled or self.day.left)

    @property
    def more(self) -> int:
        """Meetings that the cell has no room for."""
        total = self.day.count + self.day.cancelled
        return total - min(len(self.day.lines), LINES_OF_A_DAY)


async def weeks_of(context: Context, first: date, days: Mapping[date, Day]) -> list[list[Cell]]:
    """Monday first."""
    off = await _days_off(context, first)
    return [
        [
            Cell(
                day=days.get(on, Day(on)) if on.month == first.month else Day(on),
                is_inside=on.month == first.month,
                is_today=on == context.today,
                is_past=on < context.today,
                is_off=on in off,
                off=off.get(on, "") if on.weekday() < SATURDAY else "",
            )
            for on in week
        ]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]


async def _days_off(context: Context, first: date) -> dict[date, str]:
    """Days without work and why; of years that the government has not decreed yet, Saturdays and Sundays."""
    known = await deadlines.working_calendar(context)
    found: dict[date, str] = {}
    for on in calendar.Calendar().itermonthdates(first.year, first.month):
        if known.from_on <= on <= known.until_on:
            each = known.day(on)
            if not each.works:
                found[on] = why_day(each)
        elif on.weekday() >= SATURDAY:
            found[on] = ""
    return found
