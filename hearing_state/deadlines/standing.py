"""How a clock stands today, in a word: computed when somebody looks, never stored.

So a deadline is overdue at midnight even if no job ran that night.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.deadlines.working_calendar import WorkingCalendar

State = Literal["running", "due_soon", "overdue", "kept", "missed", "paused", "withdrawn"]

SOON_WORKING_DAYS = 3


@dataclass(frozen=True)
class Standing:
    """``working_days_left`` counts the days after today up to the due day (0: due today);
    ``working_days_late`` the working days after the due day, up to today or to the day it was settled.
    """

    state: State
    due_on: date | None
    working_days_left: int | None = None
    working_days_late: int = 0
    settled_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.settled_on is None


def standing_of(
    due_on: date | None, settled_on: date | None, outcome: str | None, today: date, calendar: WorkingCalendar
) -> Standing:
    """Never raises: what is owed is shown even when the calendar has run out. No due day means the clock
    stands.
    """
    if settled_on is not None:
        return _settled(due_on, settled_on, outcome, calendar)
    if due_on is None:
        return Standing("paused", None)
    if today > due_on:
        return Standing("overdue", due_on, working_days_late=calendar.working_days_between(due_on, today))
    left = calendar.working_days_between(today, due_on)
    return Standing("due_soon" if left <= SOON_WORKING_DAYS else "running", due_on, working_days_left=left)


def _settled(
    due_on: date | None, settled_on: date, outcome: str | None, calendar: WorkingCalendar
) -> Standing:
    if outcome == Outcome.WITHDRAWN:
        return Standing("withdrawn", due_on, settled_on=settled_on)
    if due_on is None or settled_on <= due_on:
        return Standing("kept", due_on, settled_on=settled_on)
    late = calendar.working_days_between(due_on, settled_on)
    return Standing("missed", due_on, working_days_late=late, settled_on=settled_on)


def on_time_share(kept: int, missed: int, overdue: int) -> float | None:
    """Which part was done in time, with what is overdue and still open in the denominator: a body does not
    look better by not answering at all. Ten in time and five open overdue make 0.67. None where nothing
    fell due yet.
    """
    fell_due = kept + missed + overdue
    return kept / fell_due if fell_due else None
