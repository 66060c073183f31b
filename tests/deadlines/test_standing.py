"""How a clock stands is computed for a day, whether or not any job has run."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.deadlines.standing import Standing, on_time_share, standing_of
from hearing_state.deadlines.working_calendar import shipped

DUE = date(2026, 9, 28)  # a Monday


def _standing(today: str, settled_on: str | None = None, outcome: str | None = None) -> Standing:
    settled = date.fromisoformat(settled_on) if settled_on else None
    return standing_of(DUE, settled, outcome, date.fromisoformat(today), shipped())


@pytest.mark.parametrize(
    ("today", "state", "left", "late"),
    [
        ("2026-09-07", "running", 15, 0),
        ("2026-09-22", "running", 4, 0),
        ("2026-09-23", "due_soon", 3, 0),
        ("2026-09-28", "due_soon", 0, 0),
        ("2026-09-29", "overdue", None, 1),
        ("2026-10-03", "overdue", None, 4),
    ],
)
def test_an_open_clock_runs_comes_near_and_is_overdue_the_next_day(
    today: str, state: str, left: int | None, late: int
) -> None:
    standing = _standing(today)
    assert (standing.state, standing.working_days_left, standing.working_days_late) == (state, left, late)
    assert standing.is_open


def test_what_was_answered_on_the_last_day_was_kept_and_a_day_later_missed() -> None:
    assert _standing("2026-12-01", "2026-09-28", "answered").state == "kept"
    missed = _standing("2026-12-01", "2026-09-30", "answered")
    assert (missed.state, missed.working_days_late, missed.is_open) == ("missed", 2, False)


def test_a_withdrawn_appeal_is_neither_kept_nor_missed() -> None:
    assert _standing("2026-12-01", "2026-10-05", "withdrawn").state == "withdrawn"


def test_a_standing_clock_is_never_overdue() -> None:
    assert standing_of(None, None, None, date(2026, 12, 1), shipped()).state == "paused"
    assert standing_of(None, date(2026, 12, 1), "returned", date(2026, 12, 1), shipped()).state == "kept"


def test_what_is_owed_is_shown_even_when_the_calendar_has_run_out() -> None:
    standing = standing_of(date(2027, 12, 30), None, None, date(2028, 3, 1), shipped())
    assert (standing.state, standing.working_days_late) == ("overdue", 1)


def test_ten_answers_in_time_and_five_open_overdue_make_67_percent() -> None:
    share = on_time_share(kept=10, missed=0, overdue=5)
    assert share is not None
    assert round(share * 100) == 67
    assert on_time_share(kept=0, missed=0, overdue=0) is None
