"""The decree's days of a year's calendar: reckoned when somebody looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from hearing_state.clock import ALMATY
from hearing_state.deadlines.working_calendar import shipped
from hearing_state.ids import new_id
from meetings.duties.duty import Duty as Owing
from meetings.duties.duty import PeriodKind
from meetings.planning.plan import Plan, State, Wanted, owed_in, stretch_of
from meetings.planning.yearly import Duty, approved_on, legal_days, years_at_hand

NORMS = {Duty.APPROVED: 115, Duty.GOVERNMENT: 120, Duty.ADMINISTRATION: 201}


def plan(part: str, approved: str | None) -> Plan:
    stretch = stretch_of(part)
    assert stretch is not None
    at = datetime.fromisoformat(f"{approved}T10:00").replace(tzinfo=ALMATY) if approved else None
    return Plan(
        id=new_id(), ref="MP-2027-000001", agency_id=UUID(int=1), year=2027, part=part, from_on=stretch.from_on, until_on=stretch.until_on,
        state=State.APPROVED if at else State.DRAFTED, version=1, wanted=Wanted(), report={}, proposed_at=datetime(2026, 12, 1, tzinfo=ALMATY),
        submitted_at=None, submitted_by=None, approved_at=at, remark="", figures={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("today", "approved", "state"),
    [
        ("2027-01-15", None, "due_soon"),
        ("2027-01-16", None, "overdue"),
        ("2027-02-01", "2027-01-15", "kept"),
        ("2027-02-01", "2027-01-18", "missed"),
        ("2026-11-25", None, "running"),
    ],
)
def test_the_calendar_is_due_by_the_fifteenth_of_january(today: str, approved: str | None, state: str):
    settled = {Duty.APPROVED: date.fromisoformat(approved) if approved else None}
    first = legal_days(NORMS, 2027, settled, date.fromisoformat(today), shipped())[0]
    assert (first.due_on, first.standing.state) == (date(2027, 1, 15), state)


def test_two_halves_make_the_year_on_the_day_of_the_later_one():
    halves: list[Any] = [plan("2027-H1", "2027-01-10"), plan("2027-H2", "2027-06-12")]
    assert approved_on(halves, 2027, None) == date(2027, 6, 12)
    assert approved_on(halves[:1], 2027, None) is None
    assert approved_on(halves[1:], 2027, None) is None
    assert approved_on(halves[1:], 2027, date(2027, 7, 1)) == date(
        2027, 6, 12
    )  # the house knows nothing before
    assert approved_on([plan("2027", "2026-12-28")], 2027, None) == date(2026, 12, 28)
    assert approved_on([plan("2027", None)], 2027, None) is None


def test_from_november_on_the_next_year_waits_as_well():
    assert years_at_hand(date(2026, 10, 31)) == [2026]
    assert years_at_hand(date(2026, 11, 1)) == [2026, 2027]


def test_a_half_years_plan_owes_what_ends_within_it():
    yearly = Owing(
        "akim.oblast",
        UUID(int=1),
        "103200000",
        1,
        PeriodKind.YEAR,
        14,
        may_deputise=False,
        counted_from=date(2024, 1, 1),
    )
    quarterly = replace(yearly, period=PeriodKind.QUARTER)
    first, second = stretch_of("2027-H1"), stretch_of("2027-H2")
    assert first is not None
    assert second is not None
    assert list(owed_in([yearly], first)) == []
    (owed,) = owed_in([yearly], second)
    assert (owed.from_on, owed.until_on, owed.period.key) == (date(2027, 7, 1), date(2027, 12, 31), "2027")
    assert [each.period.key for each in owed_in([quarterly], first)] == ["2027-Q1", "2027-Q2"]


@pytest.mark.parametrize("key", ["2027-H3", "27", "2027-H1 ", "2027-Q1", "9999", "2027-h1", ""])
def test_what_is_no_year_is_no_stretch(key: str):
    assert stretch_of(key) is None
