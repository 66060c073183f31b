"""The year's plan of an office, and of many: what a good assistant of an akim would propose, checked by somebody else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearing_state.clock import day_of, local
from hearing_state.deadlines.working_calendar import shipped
from meetings.planning.solver.checker import conflicts_of, violations
from meetings.planning.solver.planner import plan
from meetings.planning.solver.problem import (
    Demand,
    Office,
    Options,
    Placement,
    Problem,
    Proposal,
    UnmetReason,
    online_wanted,
)
from meetings.planning.solver.slots import at
from meetings.schedule.meeting import Mode

YEAR = Options(date(2027, 1, 1), date(2027, 12, 31), today=date(2026, 11, 25))
HALVES = ((date(2027, 1, 1), date(2027, 6, 30)), (date(2027, 7, 1), date(2027, 12, 31)))
CALENDAR = shipped()


def owed(agency: str, places: int, spans=HALVES, **more) -> list[Demand]:
    return [
        Demand(
            f"{agency}:{place}:{span[0]}",
            agency,
            f"{place:03d}",
            *span,
            announce_days=7,
            neighbourhood=agency,
            **more,
        )
        for span in spans
        for place in range(places)
    ]


def planned(
    *demands: Demand, offices: tuple[Office, ...] = (), options: Options = YEAR
) -> tuple[Problem, Proposal]:
    problem = Problem(
        offices or tuple(Office(key) for key in sorted({d.agency for d in demands})), demands, options
    )
    proposal = plan(problem, CALENDAR)
    assert violations(problem, CALENDAR, proposal) == []
    return problem, proposal


def days(proposal: Proposal) -> list[date]:
    return sorted(day_of(each.starts_at) for each in proposal.placements)


def test_every_village_is_met_in_each_half_year_and_most_of_it_online():
    _problem, proposal = planned(*owed("okrug", 6))
    assert len(proposal.placements) == 12
    assert proposal.unmet == ()
    assert proposal.online_share >= 0.6
    for span in HALVES:
        within = [each for each in proposal.placements if span[0] <= day_of(each.starts_at) <= span[1]]
        assert len({each.demand.place for each in within}) == 6


def test_no_meeting_on_a_holiday_or_a_transferred_day_off():
    """New Year, Nauryz and what was moved by it: 4 January, 24 March, 3 and 10 May 2027 are off."""
    _problem, proposal = planned(*owed("a", 40), *owed("b", 40))
    off = {
        date(2027, 1, 1),
        date(2027, 1, 4),
        date(2027, 1, 7),
        date(2027, 3, 22),
        date(2027, 3, 24),
        date(2027, 5, 3),
        date(2027, 5, 10),
    }
    assert not off & set(days(proposal))
    assert all(CALENDAR.works(day) for day in days(proposal))


def test_they_are_spread_over_the_half_year_the_week_and_the_day():
    _problem, proposal = planned(*owed("okrug", 12))
    held = days(proposal)
    first_half = [day for day in held if day <= HALVES[0][1]]
    gaps = [(after - before).days for before, after in pairwise(sorted(set(first_half)))]
    assert max(gaps) <= 50
    assert len({day.weekday() for day in held}) == 5
    assert len({local(each.starts_at).hour for each in proposal.placements}) >= 4
    assert sum(local(each.starts_at).hour >= 18 for each in proposal.placements) >= 5


def test_neighbours_are_visited_on_one_day_with_time_to_travel():
    _problem, proposal = planned(*owed("okrug", 9))
    trips = Counter(each.visit_key for each in proposal.placements if each.visit_key)
    assert max(trips.values()) == 3
    for key in trips:
        trip = sorted(each.starts_at for each in proposal.placements if each.visit_key == key)
        assert all(after - before >= timedelta(minutes=135) for before, after in pairwise(trip))


def test_each_place_is_visited_in_its_turn():
    _problem, proposal = planned(*owed("okrug", 6))
    visited = Counter(each.demand.place for each in proposal.placements if each.mode is Mode.HALL)
    assert max(visited.values()) == 1


def test_the_time_between_two_meetings_of_one_village_is_about_a_half_year():
    _problem, proposal = planned(*owed("okrug", 10))
    of: dict[str, list[date]] = {}
    for each in proposal.placements:
        of.setdefault(each.demand.place or "", []).append(day_of(each.starts_at))
    gaps = [(max(held) - min(held)).days for held in of.values()]
    assert 100 <= min(gaps) <= max(gaps) <= 270


def test_an_absent_head_meets_nobody_and_a_deputy_only_where_the_rule_lets_him():
    away = (date(2027, 1, 1), date(2027, 6, 30))
    alone, _unused = owed("a", 1)[:2]
    problem = Problem((Office("a", (away,), has_deputy=True),), (alone,), YEAR)
    assert [each.reason for each in plan(problem, CALENDAR).unmet] == [UnmetReason.HEAD_ABSENT]
    problem = Problem(problem.offices, (replace(alone, may_deputise=True),), YEAR)
    (placed,) = plan(problem, CALENDAR).placements
    assert placed.is_deputy
    assert violations(problem, CALENDAR, plan(problem, CALENDAR)) == []


@pytest.mark.parametrize(
    ("span", "options", "reason"),
    [
        ((date(2027, 1, 1), date(2027, 1, 3)), YEAR, UnmetReason.NO_WORKING_DAY),
        (
            (date(2027, 1, 1), date(2027, 1, 31)),
            replace(YEAR, today=date(2027, 1, 28)),
            UnmetReason.TOO_LATE_TO_ANNOUNCE,
        ),
        (
            (date(2028, 1, 1), date(2028, 6, 30)),
            replace(YEAR, until_on=date(2028, 12, 31)),
            UnmetReason.BEYOND_CALENDAR,
        ),
        ((date(2027, 1, 5), date(2027, 1, 5)), replace(YEAR, live_at_once_max=0), UnmetReason.CAPACITY),
    ],
)
def test_what_cannot_be_met_is_told_with_its_reason(span, options, reason):
    (demand,) = owed("a", 1, spans=(span,))
    problem = Problem((Office("a"),), (replace(demand, previous_mode=Mode.ONLINE),), options)
    (unmet,) = plan(problem, CALENDAR).unmet
    assert unmet.reason is reason


def test_days_that_are_full_are_full():
    span = (date(2027, 1, 5), date(2027, 1, 6))
    _problem, proposal = planned(*owed("a", 12, spans=(span,)))
    assert {each.reason for each in proposal.unmet} == {UnmetReason.DAYS_FULL}
    assert 0 < len(proposal.placements) <= 6


def test_the_media_nodes_are_never_asked_for_more_than_they_hold():
    span = (date(2027, 1, 5), date(2027, 1, 8))
    demands = [each for office in range(60) for each in owed(f"o{office:02d}", 1, spans=(span,))]
    _problem, proposal = planned(*demands, options=replace(YEAR, live_at_once_max=5))
    assert len(proposal.placements) == 60


def test_what_is_held_fast_stays_and_two_at_one_hour_cannot_both():
    hour = at(date(2027, 3, 10), YEAR.hours[0])
    first, second, other = owed("a", 3, spans=HALVES[:1])
    fixed = (replace(first, fixed_at=hour), replace(second, fixed_at=hour), other)
    problem, proposal = planned(*fixed)
    assert proposal.placements[0].starts_at == hour
    assert [each.reason for each in proposal.unmet] == [UnmetReason.FIXED_CLASHES]
    del problem


def test_after_a_change_only_what_must_move_moves():
    demands = owed("okrug", 20)
    _problem, before = planned(*demands)
    stood = {each.demand.key: each for each in before.placements}
    kept = [
        replace(each, previous_at=stood[each.key].starts_at, previous_mode=stood[each.key].mode)
        for each in demands
    ]
    away = (date(2027, 3, 1), date(2027, 3, 31))
    must = {each.key for each in kept if away[0] <= day_of(stood[each.key].starts_at) <= away[1]}
    assert must
    _problem, after = planned(*kept, offices=(Office("okrug", (away,)),))
    assert {each.demand.key for each in after.moved} == must
    _problem, same = planned(*kept)
    assert not same.moved


def test_the_same_problem_gives_the_same_plan_in_any_order_of_offices():
    demands = [*owed("b", 4), *owed("a", 7)]
    _problem, one = planned(*demands)
    _problem, other = planned(*reversed(demands))
    assert set(one.placements) == set(other.placements)


def test_the_checker_sees_what_is_wrong():
    demands = owed("a", 3, spans=HALVES[:1])
    problem, proposal = planned(*demands)
    first, second, third = proposal.placements
    holiday, monday = at(date(2027, 3, 22), YEAR.hours[0]), at(date(2027, 3, 29), YEAR.hours[0])
    cases = {
        "day_off": (replace(first, starts_at=holiday, ends_at=holiday + YEAR.length), second, third),
        "two_places": (*(replace(each, starts_at=monday, ends_at=monday + YEAR.length) for each in (first, second)), third),
        "not_every_demand_once": (first, second),
        "wrong_length": (replace(first, ends_at=first.ends_at + timedelta(minutes=5)), second, third),
        "online_share": tuple(replace(each, mode=Mode.HALL) for each in proposal.placements),
    }  # fmt: skip
    for rule, placements in cases.items():
        found = {each.rule for each in violations(problem, CALENDAR, Proposal(placements))}
        assert rule in found, rule


def test_a_clerk_is_told_what_stands_against_an_hour():
    demands = owed("a", 2, spans=HALVES[:1])
    problem, proposal = planned(*demands)
    first, second = proposal.placements
    there = replace(second, starts_at=first.starts_at, ends_at=first.ends_at)
    assert [each.rule for each in conflicts_of(there, proposal.placements, problem, CALENDAR)] == [
        "two_places"
    ]
    assert conflicts_of(second, proposal.placements, problem, CALENDAR) == []
    late = Placement(
        second.demand,
        at(date(2026, 11, 27), YEAR.hours[0]),
        at(date(2026, 11, 27), YEAR.hours[0]) + YEAR.length,
        Mode.ONLINE,
    )
    assert {"outside_period", "announced_too_late"} <= {
        each.rule for each in conflicts_of(late, (), problem, CALENDAR)
    }


@given(st.integers(0, 500), st.integers(0, 100))
def test_a_majority_is_rounded_up(meetings, percent):
    wanted = online_wanted(meetings, percent)
    assert wanted * 100 >= meetings * percent > (wanted - 1) * 100 or wanted == 0


DAYS = st.dates(date(2027, 1, 1), date(2027, 12, 31))
ABSENCES = st.lists(
    st.tuples(DAYS, st.integers(0, 40)).map(lambda each: (each[0], each[0] + timedelta(days=each[1]))),
    max_size=3,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(1, 25), ABSENCES, st.booleans(), st.booleans()), min_size=1, max_size=5),
    st.integers(1, 40),
    st.integers(51, 100),
    st.dates(date(2026, 11, 1), date(2027, 8, 1)),
)
def test_whatever_the_offices_the_plan_keeps_every_hard_rule(offices, capacity, percent, today):
    options = replace(YEAR, live_at_once_max=capacity, online_share_percent=percent, today=today)
    desks, demands = [], []
    for number, (places, absences, has_deputy, may_deputise) in enumerate(offices):
        desks.append(Office(f"o{number}", tuple(absences), has_deputy=has_deputy))
        demands += owed(f"o{number}", places, may_deputise=may_deputise)
    problem = Problem(tuple(desks), tuple(demands), options)
    proposal = plan(problem, CALENDAR)
    assert violations(problem, CALENDAR, proposal) == []
    for each in proposal.unmet:
        if each.reason is UnmetReason.TOO_LATE_TO_ANNOUNCE:
            assert today + timedelta(days=7) > each.demand.until_on - timedelta(days=10)
        if each.reason is UnmetReason.HEAD_ABSENT:
            assert desks[int(each.demand.agency[1:])].absences
