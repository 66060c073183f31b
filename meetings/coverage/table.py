"""Overdue duties as a table for a spreadsheet. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from meetings.coverage.line import Line

HEADING = (
    "place_code", "place_kk", "place_ru", "office", "office_kk", "office_ru", "rule", "times", "period", "last_meeting_on",
    "last_meeting", "overdue_since", "next_meeting_on", "next_meeting",
)  # fmt: skip
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"
"""Without it spreadsheets do not see that the letters are Kazakh."""


def safe(cell: str) -> str:
    """No cell is taken for a formula by a spreadsheet.

    >>> safe("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell


def csv_of(lines: Iterable[Line]) -> str:
    text = io.StringIO()
    text.write(_BOM)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADING)
    for line in lines:
        writer.writerow([safe(cell) for cell in _cells(line)])
    return text.getvalue()


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
