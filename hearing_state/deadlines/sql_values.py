"""A clock as a value that other packages ask for in one statement with rows of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hearing_state.deadlines.calendars import LATEST, calendar_of
from hearing_state.deadlines.clock_view import COLUMNS, ClockView, reminded_of, view
from hearing_state.errors import NotFound

_NAMES = (*(name.strip() for name in COLUMNS.split(",")), "reminded")
CALENDAR = LATEST
"""SQL: which calendar is in force, once in the statement."""


def clock_at(clock_id: str) -> str:
    """SQL: the clock whose number the expression gives, with its reminders. For ``read_clock``."""
    return f"(SELECT ROW({COLUMNS}, {reminded_of('clock.id')}) FROM deadlines_clock clock WHERE clock.id = {clock_id})"


async def read_clock(found: Sequence[Any] | None, calendar: Sequence[Any] | None, today: date) -> ClockView:
    """Raises NotFound."""
    if found is None:
        raise NotFound("deadline.not_found")
    named: Mapping[str, Any] = dict(zip(_NAMES, found, strict=True))
    return view(named, today, await calendar_of(calendar))
