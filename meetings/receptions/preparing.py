"""What must be ready before a reception: each visitor's file, the list of visitors (resolution No. 663). Pure.

Days are counted back from the day of the reception, which is not counted itself; the day that is reached is the last one on
which the thing is in time. Beyond the working calendar no day is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hearing_state.clock import day_of
from hearing_state.deadlines.standing import Standing, standing_of
from hearing_state.deadlines.working_calendar import CalendarEnds, WorkingCalendar

FILE, LIST, NOTICE = (
    "reception_file_ready_days",
    "reception_list_final_days",
    "reception_postpone_notice_days",
)
NORMS = (FILE, LIST, NOTICE)
"""The numbers that are needed, by their keys in the register of duties."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Of one reception: the last days for the files, for changes of the list, and for telling a visitor of another hour."""

    on: date
    file_ready_on: date
    list_final_on: date
    notice_on: date

    def is_list_final(self, today: date) -> bool:
        """Nobody is put on the list any more, nobody on it gets another hour at the office's wish."""
        return today > self.list_final_on

    def file_due_on(self, appointed_on: date | None) -> date:
        """A visitor who was put on the list after the files' day: the file is due at once."""
        return max(self.file_ready_on, appointed_on) if appointed_on else self.file_ready_on


@dataclass(frozen=True)
class Preparation:
    """The law's numbers and the working calendar of today, read once for many receptions."""

    numbers: Mapping[str, int]
    calendar: WorkingCalendar
    today: date

    def terms(self, starts_at: datetime) -> Terms | None:
        """None for a day that the working calendar does not know yet."""
        on = day_of(starts_at)
        try:
            before = {name: self.calendar.working_day_before(on, self.numbers[name]) for name in NORMS}
        except CalendarEnds:
            return None
        return Terms(on, before[FILE], before[LIST], before[NOTICE])

    def file(self, terms: Terms, appointed_on: date | None, ready_at: datetime | None) -> Standing:
        """How a visitor's file stands today."""
        ready_on = day_of(ready_at) if ready_at else None
        return standing_of(terms.file_due_on(appointed_on), ready_on, None, self.today, self.calendar)

    def is_list_final(self, starts_at: datetime) -> bool:
        terms = self.terms(starts_at)
        return terms is not None and terms.is_list_final(self.today)
