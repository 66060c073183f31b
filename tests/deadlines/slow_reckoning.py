"""A second reckoning, slow and plainly right, that shares no line with the first.

It knows only the facts of law (days that are off, weekend days that work) as two sets written out here from the
statutory holidays, and asks of every day: may it be counted? Then it takes the first day on which enough are counted.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ONE = timedelta(days=1)

WEEKDAYS_OFF = """
2023: 0102 0103 0308 0321 0322 0323 0501 0508 0509 0628 0706 0707 0830 1025 1218
2024: 0101 0102 0308 0321 0322 0325 0501 0507 0508 0509 0708 0830 1025 1216
2025: 0101 0102 0103 0107 0310 0321 0324 0325 0501 0507 0509 0606 0707 0901 1027 1216
2026: 0101 0102 0107 0309 0323 0324 0325 0501 0507 0511 0527 0706 1026 1216
2027: 0101 0104 0107 0308 0315 0322 0323 0324 0503 0507 0510 0706 1025 1216
"""
WEEKEND_DAYS_WORKED = {date(2023, 7, 1), date(2024, 5, 4), date(2025, 1, 5)}


def _days_off() -> set[date]:
    found = set()
    for line in WEEKDAYS_OFF.strip().splitlines():
        year, days = line.split(":")
        found |= {date(int(year), int(each[:2]), int(each[2:])) for each in days.split()}
    return found


OFF = _days_off()


def _works(day: date) -> bool:
    return day in WEEKEND_DAYS_WORKED or (day.weekday() < 5 and day not in OFF)


WORKS = {day: _works(day) for day in (date(2023, 1, 1) + ONE * n for n in range(365 * 5 + 1))}


def next_working(day: date) -> date:
    while not WORKS[day]:
        day += ONE
    return day


def registered(moment: datetime) -> date:
    there = moment.astimezone(ZoneInfo("Asia/Almaty"))
    late = (there.hour, there.minute, there.second) > (18, 30, 0)
    return next_working(there.date() + ONE if late else there.date())


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def due(count: str, amount: int, events: list[tuple]) -> date | None:
    """Events are plain tuples: ("came", moment), ("until", decided, day), ("more", days), ("stop", day), ("go", day)."""
    begins = max(n for n, event in enumerate(events) if event[0] == "came")
    here = events[begins:]
    start = registered(here[0][1])
    stood, more, until = _stood(here), 0, None
    if stood is None:
        return None
    for event in here:
        if event[0] == "more":
            more += event[1]
        if event[0] == "until":
            until = event[2] + sum(day > event[1] for day in stood) * ONE
    ends = [start, *stood, *([until] if until else [])]
    if count == "months":
        ends.append(months_later(start, amount) + ONE * (more + sum(day > start for day in stood)))
    else:
        ends.append(_enough(count, amount + more, start, stood))
    return next_working(max(ends))


def _stood(here: list[tuple]) -> set[date] | None:
    """Every day on which the clock stood still; None if it still stands."""
    days: set[date] = set()
    stopped = None
    for event in here:
        if event[0] == "stop":
            stopped = event[1]
        if event[0] == "go":
            days |= {stopped + ONE * n for n in range(1, (event[1] - stopped).days + 1)}
            stopped = None
    return days if stopped is None else None


def _enough(count: str, amount: int, start: date, stood: set[date]) -> date:
    day, counted = start, []
    while len(counted) < amount:
        day += ONE
        if day not in stood and (count == "calendar" or WORKS[day]):
            counted.append(day)
    return counted[-1]
