"""What stands against a meeting of a plan: told at once, with names and days, the gravest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from hearing_state.deadlines.working_calendar import Why, shipped
from hearing_state.ids import new_id
from meetings.duties.duty import Duty, PeriodKind
from meetings.planning.conflicts import Around, Kind, Trouble, troubles_of
from meetings.planning.plan import Absence, AbsenceReason, Entry, Wanted
from meetings.schedule.meeting import Mode
from tests.agencies.country import QARAAUYL, SEMEI
from tests.meetings.world import hour
from tests.support.contexts import NOON

OFFICE = UUID(int=1)
DUTY = Duty(
    "akim.okrug",
    OFFICE,
    QARAAUYL,
    1,
    PeriodKind.HALF_YEAR,
    7,
    may_deputise=False,
    counted_from=date(2024, 1, 1),
)
AROUND = Around(NOON, shipped(), [DUTY])


def entry(starts_at: datetime, **more: Any) -> Entry:
    made = Entry(
        id=new_id(), plan_id=UUID(int=2), rule_key="akim.okrug", place_code=QARAAUYL, period_key="2027-H1", starts_at=starts_at, minutes=90,
        mode=Mode.ONLINE, is_deputy=False, visit_key=None, is_fixed=False, note="", previous_at=None, version=1, meeting_id=None,
    )  # fmt: skip
    return replace(made, **more)


def troubles(each: Entry, *others: Entry, around: Around = AROUND) -> list[Trouble]:
    return troubles_of(each, [each, *others], around)


def kinds(*args: Any, **more: Any) -> list[Kind]:
    return [each.kind for each in troubles(*args, **more)]


def test_an_ordinary_evening_has_nothing_against_it():
    assert troubles(entry(hour("2027-03-02"))) == []


def test_a_day_off_is_told_with_the_holidays_name():
    (holiday,) = troubles(entry(hour("2027-03-22")))
    assert (holiday.kind, holiday.day and holiday.day.name_kk) == (Kind.DAY_OFF, "Наурыз мейрамы")
    (weekend,) = troubles(entry(hour("2027-03-06")))
    assert weekend.day is not None
    assert weekend.day.why is Why.WEEKEND


def test_nobody_is_in_two_places_but_a_deputy_may_be_in_the_other():
    first = entry(hour("2027-03-02", "18:00"))
    second = entry(hour("2027-03-02", "19:00"), place_code=SEMEI)
    (found,) = troubles(first, second)
    assert (found.kind, found.other, found.is_impossible) == (Kind.TWO_PLACES, second, True)
    assert kinds(first, replace(second, starts_at=hour("2027-03-02", "19:30"))) == []
    assert Kind.TWO_PLACES not in kinds(first, replace(second, is_deputy=True))


def test_an_absent_head_holds_no_meeting():
    away = Absence(new_id(), OFFICE, date(2027, 3, 1), date(2027, 3, 5), AbsenceReason.LEAVE)
    around = replace(AROUND, absences=[away])
    assert kinds(entry(hour("2027-03-05")), around=around) == [Kind.ABSENT]
    assert kinds(entry(hour("2027-03-09")), around=around) == []


def test_too_late_to_announce_and_past_hours():
    near = entry(NOON + timedelta(days=3, hours=6))
    (late,) = troubles(near)
    assert (late.kind, late.limit, late.number) == (Kind.TOO_LATE, 7, 3)
    assert kinds(entry(NOON - timedelta(hours=1))) == [Kind.PAST]


def test_beyond_the_working_calendar_is_said_not_guessed():
    assert kinds(entry(hour("2028-03-02"))) == [Kind.BEYOND_CALENDAR]


def test_two_halls_want_time_for_the_way():
    first = entry(hour("2027-03-02", "11:00"), mode=Mode.HALL)
    second = entry(hour("2027-03-02", "13:00"), mode=Mode.HALL, place_code=SEMEI)
    assert kinds(first, second) == [Kind.JOURNEY]
    assert kinds(first, replace(second, starts_at=hour("2027-03-02", "13:15"))) == []
    assert kinds(first, replace(second, mode=Mode.ONLINE)) == []


def test_a_crowded_hour_is_told():
    each = entry(hour("2027-03-02"))
    around = replace(AROUND, crowd={each.id: 401}, wanted=Wanted(at_once=400))
    assert kinds(each, around=around) == [Kind.CROWDED]


def test_the_gravest_stands_first():
    each = entry(hour("2027-03-22"), is_deputy=True)
    other = entry(hour("2027-03-22"), is_deputy=True, place_code=SEMEI)
    assert kinds(each, other) == [Kind.TWO_PLACES, Kind.DAY_OFF, Kind.NO_DEPUTY]
