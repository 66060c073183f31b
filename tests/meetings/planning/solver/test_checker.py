"""The checker sees what is wrong: each rule broken once, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from meetings.planning.solver.checker import conflicts_of, violations
from meetings.planning.solver.excuses import untrue
from meetings.planning.solver.planner import plan
from meetings.planning.solver.problem import Office, Placement, Proposal, Unmet, UnmetReason
from meetings.planning.solver.slots import at
from meetings.schedule.meeting import Mode
from tests.meetings.planning.solver.offices import CALENDAR, HALVES, YEAR, owed, problem_of

MONDAY = date(2027, 3, 29)
OWED = owed("a", 4, spans=HALVES[:1])


def put(number: int, on: date = MONDAY, hour: time = time(18), mode: Mode = Mode.ONLINE, **more) -> Placement:
    starts_at = at(on, hour)
    key = f"a:{on}" if mode.has_hall else None
    return Placement(OWED[number], starts_at, starts_at + YEAR.length, mode, **{"visit_key": key, **more})


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


WELL = (put(0), put(1, day(1)), put(2, day(2)), put(3, day(3)))


def rules(*placements: Placement, offices=(), unmet=(), options=YEAR) -> set[str]:
    problem = problem_of(OWED, offices, options)
    return {each.rule for each in violations(problem, CALENDAR, Proposal(placements, tuple(unmet)))}


def test_what_is_well_is_well():
    assert rules(*WELL) == set()


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("day_off", put(0, date(2027, 3, 22))),
        ("day_off", put(0, date(2027, 4, 4))),
        ("outside_period", put(0, date(2027, 7, 5))),
        ("outside_plan", put(0, date(2026, 12, 30))),
        ("announced_too_late", put(0, date(2026, 11, 27))),
        ("wrong_length", replace(put(0), ends_at=put(0).ends_at + timedelta(minutes=5))),
        ("two_places", put(0, day(1))),
        ("two_places", put(0, day(1), time(16, 30))),  # the buffer is missing
        ("deputy_not_allowed", put(0, is_deputy=True)),
        ("deputy_though_head_is_here", put(0, is_deputy=True)),
        ("journey_without_hall", put(0, visit_key="a")),
        ("journey_without_hall", put(0, mode=Mode.HALL, visit_key=None)),
    ],
)
def test_one_meeting_that_is_wrong_is_seen(rule, first):
    assert rule in rules(first, *WELL[1:])


def test_a_demand_forgotten_or_told_twice_is_seen():
    assert rules(*WELL[1:]) == {"not_every_demand_once"}
    assert rules(*WELL, unmet=[Unmet(OWED[0], UnmetReason.CAPACITY)]) == {"not_every_demand_once"}


def test_too_much_on_one_day_is_seen():
    hours = (time(9), time(12), time(15), time(18))
    crowded = [put(number, hour=hour) for number, hour in enumerate(hours)]
    assert rules(*crowded) == {"day_too_full"}
    two = replace(YEAR, visits_a_day_max=1, online_share_percent=51)
    assert rules(put(0, mode=Mode.HALL), put(1, hour=time(9), mode=Mode.HALL), *WELL[2:], options=two) == {
        "journey_too_long",
        "online_share",
    }


def test_a_journey_to_places_far_from_one_another_is_seen():
    far = replace(OWED[1], neighbourhood="elsewhere")
    torn = [put(0, mode=Mode.HALL), replace(put(1, hour=time(9), mode=Mode.HALL), demand=far), *WELL[2:]]
    problem = problem_of([OWED[0], far, *OWED[2:]])
    assert "journey_torn" in {each.rule for each in violations(problem, CALENDAR, Proposal(tuple(torn)))}


def test_an_absent_head_and_other_business_are_seen():
    assert rules(*WELL, offices=[Office("a", ((day(0), day(0)),))]) == {"head_absent"}
    busy = ((at(MONDAY, time(19)), at(MONDAY, time(20))),)
    assert rules(*WELL, offices=[Office("a", busy=busy)]) == {"two_places"}


def test_too_few_online_and_too_many_at_once_are_seen():
    assert "online_share" in rules(*(put(each, day(each), mode=Mode.HALL) for each in range(4)))
    others = owed("b", 1, spans=HALVES[:1])
    beside = replace(put(0), demand=others[0])
    problem = problem_of([*OWED, *others], options=replace(YEAR, live_at_once_max=1))
    assert {each.rule for each in violations(problem, CALENDAR, Proposal((*WELL, beside)))} == {
        "too_many_at_once"
    }


def test_a_meeting_held_fast_may_be_odd_but_may_not_move():
    sunday = at(date(2027, 4, 4), time(12))
    fixed = replace(OWED[0], fixed_at=sunday)
    problem = problem_of([fixed, *OWED[1:]])
    there = Placement(fixed, sunday, sunday + YEAR.length, Mode.ONLINE)
    assert violations(problem, CALENDAR, Proposal((there, *WELL[1:]))) == []
    moved = replace(there, starts_at=WELL[0].starts_at, ends_at=WELL[0].ends_at)
    (found,) = violations(problem, CALENDAR, Proposal((moved, *WELL[1:])))
    assert found.rule == "moved_though_fixed"


def test_a_clerk_is_told_what_stands_against_an_hour():
    problem = problem_of(OWED)
    there = put(1)
    (found,) = conflicts_of(there, WELL, problem, CALENDAR)
    assert (found.rule, {found.demand, found.other}) == ("two_places", {OWED[0].key, OWED[1].key})
    assert conflicts_of(WELL[1], WELL, problem, CALENDAR) == []
    late = put(1, date(2026, 11, 27))
    assert {"outside_period", "announced_too_late"} <= {
        each.rule for each in conflicts_of(late, WELL, problem, CALENDAR)
    }


def test_an_untrue_excuse_is_seen():
    problem = problem_of(OWED)
    for reason in UnmetReason:
        lazy = Proposal(WELL[1:], (Unmet(OWED[0], reason),))
        assert [each.rule for each in untrue(problem, CALENDAR, lazy)] == ["untrue_reason"], reason
    away = problem_of(OWED, [Office("a", (HALVES[0],))])
    told = plan(away, CALENDAR)
    assert untrue(away, CALENDAR, told) == []
    wrongly = Proposal((), tuple(replace(each, reason=UnmetReason.DAYS_FULL) for each in told.unmet))
    assert len(untrue(away, CALENDAR, wrongly)) == 4
