"""A month as figures know it: by the days of Kazakhstan, closed at the end of its last day. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hearing_state.clock import ALMATY

_WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """``first_on`` is its first day.

    >>> Month.of(date(2026, 12, 30)).next.written
    '2027-01'
    """

    first_on: date

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.replace(day=1))

    @classmethod
    def read(cls, written: str) -> Month | None:
        """From ``2026-10``; None where it is no month."""
        found = _WRITTEN.fullmatch(written)
        return cls(date(int(found[1]), int(found[2]), 1)) if found else None

    @property
    def written(self) -> str:
        return f"{self.first_on:%Y-%m}"

    @property
    def next(self) -> Month:
        return Month.of(self.first_on + timedelta(days=31))

    @property
    def before(self) -> Month:
        return Month.of(self.first_on - timedelta(days=1))

    @property
    def last_on(self) -> date:
        return self.next.first_on - timedelta(days=1)

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.first_on, time(), ALMATY)

    @property
    def ends_at(self) -> datetime:
        return self.next.begins_at

    def is_closed_on(self, today: date) -> bool:
        return today > self.last_on

    def back(self, months: int) -> Month:
        found = self
        for _each in range(months):
            found = found.before
        return found
