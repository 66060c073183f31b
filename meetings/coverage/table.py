"""Overdue duties as a table for a spreadsheet. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hearing_state.web.spreadsheet import csv_of
from meetings.coverage.line import Line

HEADING = (
    "place_code", "place_kk", "place_ru", "office", "office_kk", "office_ru", "rule", "times", "period", "last_meeting_on",
    "last_meeting", "overdue_since", "next_meeting_on", "next_meeting",
)  # fmt: skip


def as_csv(lines: Iterable[Line]) -> str:
    """One line for each duty."""
    return csv_of(HEADING, (_cells(line) for line in lines))


def _cells(line: Line) -> list[str]:
    place = line.place
    return [
        line.place_code or "",
        place.name_kk if place else "",
        place.name_ru if place else "",
        line.office.key,
        line.office.name_kk,
        line.office.name_ru,
        line.rule.key,
        str(line.times),
        line.period.value,
        _day(line.last.on if line.last else None),
        line.last.ref if line.last else "",
        _day(line.overdue_since),
        _day(line.next.on if line.next else None),
        line.next.ref if line.next else "",
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
