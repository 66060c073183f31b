"""Periods, and how a duty to meet stands on a day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.duties.duty import (
    Duty,
    Kept,
    PeriodKind,
    Standing,
    overdue_since,
    period_of,
    periods_within,
    standing_of,
)

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
DUTY = Duty(
    "akim.okrug",
    UUID(int=1),
    "103230100",
    1,
    PeriodKind.HALF_YEAR,
    7,
    may_deputise=False,
    counted_from=date(2026, 1, 1),
)


@given(DAYS, st.sampled_from(list(PeriodKind)))
def test_every_day_lies_in_one_period_and_periods_touch(day, kind):
    period = period_of(day, kind)
    assert day in period
    assert period.after.from_on == period.until_on + timedelta(days=1)
    assert period.before.after == period
    assert period_of(period.from_on, kind) == period_of(period.until_on, kind) == period


@pytest.mark.parametrize(
    ("kind", "key", "first", "last"),
    [
        ("year", "2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("half_year", "2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("quarter", "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("month", "2026-M11", date(2026, 11, 1), date(2026, 11, 30)),
    ],
)
def test_the_periods_of_a_november_day(kind, key, first, last):
    period = period_of(date(2026, 11, 23), PeriodKind(kind))
    assert (period.key, period.from_on, period.until_on) == (key, first, last)


def test_the_quarters_that_lie_wholly_between_two_days():
    found = [each.key for each in periods_within(date(2026, 2, 1), date(2027, 1, 31), PeriodKind.QUARTER)]
    assert found == ["2026-Q2", "2026-Q3", "2026-Q4"]


@pytest.mark.parametrize(
    ("today", "kept", "standing"),
    [
        (date(2026, 6, 30), Kept(0, 0, 0), Standing.DUE_SOON),  # the first half-year that counts is not over
        (date(2026, 7, 1), Kept(0, 0, 0), Standing.OVERDUE),  # the day after it ended
        (date(2026, 7, 1), Kept(1, 0, 0), Standing.OPEN),
        (
            date(2026, 9, 1),
            Kept(0, 1, 0),
            Standing.OPEN,
        ),  # made up for the first half; the second is still owed
        (date(2026, 9, 1), Kept(0, 2, 0), Standing.MET),
        (date(2026, 9, 1), Kept(0, 0, 1), Standing.OVERDUE),  # a plan is no meeting
        (date(2026, 9, 1), Kept(1, 0, 1), Standing.PLANNED),
        (date(2026, 12, 10), Kept(1, 0, 0), Standing.DUE_SOON),
        (date(2026, 12, 10), Kept(1, 1, 0), Standing.MET),
        (date(2027, 1, 1), Kept(0, 0, 0), Standing.OVERDUE),
    ],
)
def test_overdue_is_read_off_the_calendar(today, kept, standing):
    assert standing_of(DUTY, kept, today) is standing


def test_overdue_begins_on_the_first_day_of_the_next_period():
    assert overdue_since(DUTY, date(2026, 11, 23)) == date(2026, 7, 1)


def test_nothing_before_the_record_began_is_held_against_anybody():
    young = Duty(
        "akim.okrug",
        UUID(int=1),
        "103230100",
        1,
        PeriodKind.HALF_YEAR,
        7,
        may_deputise=False,
        counted_from=date(2026, 2, 1),
    )
    assert standing_of(young, Kept(0, 0, 0), date(2026, 7, 1)) is Standing.OPEN
    assert standing_of(young, Kept(0, 0, 0), date(2027, 1, 1)) is Standing.OVERDUE
