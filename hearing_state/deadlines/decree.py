"""A decree as an administrator types it: one day a line.

2026-12-19 + 2026-12-15                          works, in exchange for the other day
2026-12-15 - 2026-12-19                          off, in exchange for the other day
2028-01-03 - Жаңа жыл | Новый год | New Year     off, with its name in three languages
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from hearing_state.deadlines.working_calendar import SATURDAY, Day, Why, WorkingCalendar
from hearing_state.errors import Fault, Invalid

DAYS_MAX = 60
_LINE = re.compile(r"^(\d{4}-\d\d-\d\d)\s+([+-])\s*(\d{4}-\d\d-\d\d)?\s*(.*)$")


def read_days(text: str) -> tuple[Day, ...]:
    """Raises Invalid with one fault for each line that cannot be read."""
    days, faults = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        day = _day(line.strip())
        if day is None:
            faults.append(Fault("days", "deadline.decree_line", {"line": number, "text": line.strip()[:60]}))
        else:
            days.append(day)
    if faults:
        raise Invalid.many(faults)
    return tuple(days)


def _day(line: str) -> Day | None:
    found = _LINE.match(line)
    if not found:
        return None
    try:
        on = date.fromisoformat(found[1])
        other = date.fromisoformat(found[3]) if found[3] else None
    except ValueError:
        return None
    names = [part.strip() for part in found[4].split("|")] if found[4].strip() else []
    if len(names) not in {0, 3}:
        return None
    kk, ru, en = names or ("", "", "")
    works = found[2] == "+"
    return Day(on, works, _why(on, works=works, named=bool(names) and other is None), kk, ru, en, other)


def _why(on: date, *, works: bool, named: bool) -> Why:
    is_weekend = on.weekday() >= SATURDAY
    if works:
        return Why.WORKED if is_weekend else Why.WORKING
    if named:
        return Why.HOLIDAY
    return Why.WEEKEND if is_weekend else Why.TRANSFERRED


def check_days(days: Iterable[Day], until_on: date | None, calendar: WorkingCalendar) -> None:
    """Raises Invalid where a decree says nothing, says it twice, or speaks of days outside the calendar."""
    if until_on is not None and until_on <= calendar.until_on:
        raise Invalid("deadline.decree_shortens", field="until_on", until_on=calendar.until_on)
    seen: set[date] = set()
    for day in days:
        if day.on in seen:
            raise Invalid("deadline.decree_day_twice", field="days", on=day.on)
        seen.add(day.on)
        if not calendar.from_on <= day.on <= (until_on or calendar.until_on):
            raise Invalid("deadline.decree_beyond", field="days", on=day.on)
        if day.on <= calendar.until_on and calendar.works(day.on) == day.works:
            raise Invalid("deadline.decree_changes_nothing", field="days", on=day.on)
    if not seen and until_on is None:
        raise Invalid("deadline.decree_empty", field="days")
