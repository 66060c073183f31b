"""A date is working or off; a weekend day may work; beyond the calendar nobody guesses."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from hearing_state.clock import ALMATY
from hearing_state.deadlines.law import RULES
from hearing_state.deadlines.statutory_clock import Received, fold
from hearing_state.deadlines.working_calendar import CalendarEnds, Day, Decree, Why, shipped
from tests.deadlines import slow_reckoning

ENDS = time(18, 30)


def test_the_shipped_calendar_equals_the_facts_written_out_a_second_time() -> None:
    assert {day: shipped().works(day) for day in slow_reckoning.WORKS} == slow_reckoning.WORKS


@pytest.mark.parametrize(("year", "working"), [(2026, 247), (2027, 247)])
def test_the_years_working_days_are_as_counted_by_others(year: int, working: int) -> None:
    assert shipped().working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == working


@pytest.mark.parametrize("year", range(2023, 2028))
def test_every_moved_day_off_follows_from_the_law(year: int) -> None:
    """Law on holidays, article 5: a holiday on a weekend makes the working day after it a day off."""
    special = {on: day for on, day in shipped().special.items() if on.year == year}
    off = {on for on, day in special.items() if day.why in {Why.HOLIDAY, Why.DAY_OFF}}
    moved = {}
    for holiday in sorted(on for on in off if on.weekday() >= 5 and special[on].why is Why.HOLIDAY):
        day = holiday
        while day.weekday() >= 5 or day in off:
            day += timedelta(days=1)
        off.add(day)
        moved[holiday] = day
    assert moved == {day.other: on for on, day in special.items() if day.why is Why.MOVED}


def test_the_thirtieth_of_august_works_from_2026_and_constitution_day_moved_to_march() -> None:
    assert not shipped().works(date(2024, 8, 30))
    assert shipped().works(date(2026, 8, 31))
    assert not shipped().works(date(2027, 3, 15))
    assert shipped().works(date(2026, 3, 16))


def test_a_transferred_day_off_has_both_its_sides() -> None:
    for worked, off in ((date(2023, 7, 1), date(2023, 7, 7)), (date(2025, 1, 5), date(2025, 1, 3))):
        assert shipped().day(worked).why is Why.WORKED
        assert shipped().day(off).why is Why.TRANSFERRED
        assert shipped().day(off).other == worked


@pytest.mark.parametrize(
    ("received_at", "registered_on"),
    [
        (datetime(2026, 9, 7, 18, 30, tzinfo=ALMATY), date(2026, 9, 7)),
        (datetime(2026, 9, 7, 18, 31, tzinfo=ALMATY), date(2026, 9, 8)),
        (datetime(2026, 9, 7, 0, 5, tzinfo=ALMATY), date(2026, 9, 7)),
        (datetime(2026, 9, 11, 19, 0, tzinfo=ALMATY), date(2026, 9, 14)),
        (datetime(2026, 9, 12, 10, 0, tzinfo=ALMATY), date(2026, 9, 14)),
        (datetime(2027, 1, 1, 10, 0, tzinfo=ALMATY), date(2027, 1, 5)),
        (datetime(2026, 9, 7, 13, 29, tzinfo=UTC), date(2026, 9, 7)),
        (datetime(2026, 9, 7, 13, 31, tzinfo=UTC), date(2026, 9, 8)),
        (datetime(2026, 9, 6, 20, 0, tzinfo=UTC), date(2026, 9, 7)),
        (datetime(2024, 5, 4, 10, 0, tzinfo=ALMATY), date(2024, 5, 4)),
    ],
)
def test_what_comes_after_hours_or_on_a_day_off_is_registered_next_working_day(
    received_at: datetime, registered_on: date
) -> None:
    assert shipped().registration_day(received_at, ENDS) == registered_on


def test_the_calendar_refuses_days_it_does_not_know() -> None:
    with pytest.raises(CalendarEnds) as late:
        shipped().works(date(2028, 1, 1))
    assert (late.value.reason, late.value.values) == (
        "deadline.calendar_ends",
        {"until_on": date(2027, 12, 31)},
    )
    with pytest.raises(CalendarEnds) as early:
        shipped().works(date(2022, 12, 31))
    assert early.value.reason == "deadline.calendar_begins"


def test_a_term_that_would_cross_the_calendars_end_is_refused() -> None:
    rule = RULES.rule_on("appeal.answer", date(2027, 12, 20))
    with pytest.raises(CalendarEnds):
        fold(rule, [Received(datetime(2027, 12, 20, 10, tzinfo=ALMATY))], shipped())


def test_health_turns_red_ninety_days_before_the_end() -> None:
    assert not shipped().is_near_its_end(date(2027, 10, 2))
    assert shipped().is_near_its_end(date(2027, 10, 3))


def test_counting_working_days_for_display_never_fails() -> None:
    assert shipped().working_days_between(date(2027, 12, 30), date(2029, 1, 1)) == 1
    assert shipped().working_days_between(date(2028, 5, 1), date(2029, 1, 1)) == 0
    assert shipped().working_days_between(date(2020, 1, 1), date(2023, 1, 4)) == 1
    assert shipped().working_days_between(date(2026, 9, 7), date(2026, 9, 1)) == 0


def test_a_decree_changes_days_and_the_version_but_not_the_shipped_calendar() -> None:
    worked, off = date(2026, 12, 19), date(2026, 12, 15)
    days = (Day(worked, True, Why.WORKED, other=off), Day(off, False, Why.TRANSFERRED, other=worked))
    changed = shipped().with_decrees([Decree(4, "Order 77", days)])
    assert (changed.works(worked), changed.works(off)) == (True, False)
    assert changed.version == f"{shipped().version}+4"
    assert changed.day(off).source == "Order 77"
    assert (shipped().works(worked), shipped().works(off)) == (False, True)


def test_a_decree_may_cover_a_further_year() -> None:
    holiday = Day(date(2028, 1, 3), False, Why.HOLIDAY, name_en="New Year")
    longer = shipped().with_decrees([Decree(1, "Calendar of 2028", (holiday,), until_on=date(2028, 12, 31))])
    assert not longer.works(date(2028, 1, 3))
    assert longer.works(date(2028, 1, 4))


def test_a_later_decree_stands_over_an_earlier_one() -> None:
    day = date(2026, 12, 15)
    off = Decree(1, "first", (Day(day, False, Why.TRANSFERRED),))
    back = Decree(2, "second", (Day(day, True, Why.WORKING),))
    assert shipped().with_decrees([off, back]).works(day)
