"""What time it is. The only file that reads the computer's clock."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")
"""One time zone for the whole country since 1 March 2024 (UTC+5); needs tzdata 2024a or newer."""
YEARS = range(1900, 3000)
"""What is typed and not in them is a slip of the pen; further out, days of other zones cannot be computed."""


class Clock(Protocol):
    """Tells the present instant, aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The computer's clock, optionally moved by a fixed distance (rehearsals only)."""

    def __init__(self, moved_by: timedelta = timedelta()) -> None:
        self._moved_by = moved_by

    def now(self) -> datetime:
        return datetime.now(UTC) + self._moved_by


class FrozenClock:
    """A clock that stands where it was put."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def advance(self, by: timedelta) -> None:
        self._at += by

    def put(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)


def local(instant: datetime) -> datetime:
    """The same instant as a clock on a wall in Kazakhstan shows it."""
    return instant.astimezone(ALMATY)


def day_of(instant: datetime) -> date:
    """The day in Kazakhstan at that instant: days of law are days there."""
    return local(instant).date()


def unix_milliseconds() -> int:
    """For identifiers that sort by the time they were made; not for any decision."""
    return time.time_ns() // 1_000_000


def steady_seconds() -> float:
    """A clock that never jumps, for measuring how long something took."""
    return time.monotonic()
