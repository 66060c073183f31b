"""The year's plan of an office, and of many: what a good assistant of an akim would propose, looked over by somebody else."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from hearing_state.clock import day_of, local
from hearing_state.deadlines.working_calendar import Day, Decree, Why
from meetings.planning.solver.planner import plan
from meetings.planning.solver.problem import Demand, Office, Options, UnmetReason
from meetings.planning.solver.slots import at
from meetings.schedule.meeting import Mode
from tests.meetings.planning.solver.offices import CALENDAR, HALVES, YEAR, days, owed, planned, problem_of

QUARTERS = (
    (date(2027, 1, 1), date(2027, 3, 31)),
    (date(2027, 4, 1), date(2027, 6, 30)),
    (date(2027, 7, 1), date(2027, 9, 30)),
    (date(2027, 10, 1), date(2027, 12, 31)),
)


def test_every_village_is_met_in_each_half_year_and_most_of_it_online():
    proposal = planned(owed("okrug", 6))
    assert len(proposal.placements) == 12
    assert proposal.unmet == ()
    assert proposal.online_share >= 0.6
    for span in HALVES:
        within = [each for each in proposal.placements if span[0] <= day_of(each.starts_at) <= span[1]]
        assert len({each.demand.place for each in within}) == 6


def test_no_meeting_on_a_holiday_or_a_transferred_day_off():
    """New Year, Nauryz and what was moved by it: 4 January, 24 March, 3 and 10 May 2027 are off."""
    proposal = planned([*owed("a", 60), *owed("b", 60)])
    off = ["01-01", "01-04", "01-07", "03-08", "03-15", "03-22", "03-23", "03-24", "05-03", "05-10", "10-25", "12-16"]  # fmt: skip
    assert not {date.fromisoformat(f"2027-{each}") for each in off} & set(days(proposal.placements))
    assert all(CALENDAR.works(day) for day in days(proposal.placements))


def test_the_shipped_calendar_covers_the_year_that_is_planned_now():
    assert CALENDAR.until_on >= date(2027, 12, 31)


def test_a_saturday_that_works_by_decree_is_the_last_choice():
    saturday = Day(date(2027, 3, 13), works=True, why=Why.WORKED)
    calendar = CALENDAR.with_decrees([Decree(1, "a decree", (saturday,))])
    week = ((date(2027, 3, 9), date(2027, 3, 13)),)  # Tuesday to Saturday
    few = planned(owed("a", 4, spans=week, neighbourhood=""), calendar=calendar)
    assert saturday.on not in days(few.placements)
    one_a_day = replace(YEAR, meetings_a_day_max=1)
    five = planned(owed("a", 5, spans=week), options=one_a_day, calendar=calendar)
    assert saturday.on in days(five.placements)
    assert five.unmet == ()


def test_they_are_spread_over_the_half_year_the_week_and_the_day():
    proposal = planned(owed("okrug", 12))
    held = days(proposal.placements)
    first_half = sorted({day for day in held if day <= HALVES[0][1]})
    assert max((after - before).days for before, after in pairwise(first_half)) <= 45
    assert len({day.weekday() for day in held}) == 5
    online = [local(each.starts_at).time() for each in proposal.placements if each.is_online]
    assert len(set(online)) >= 5
    assert 0.35 <= sum(each >= time(18) for each in online) / len(online) <= 0.65


def test_no_evening_with_two_meetings_and_no_rush_in_the_last_week():
    proposal = planned(owed("okrug", 20))
    online = Counter(day_of(each.starts_at) for each in proposal.placements if each.is_online)
    assert max(online.values()) == 1
    visits = {day_of(each.starts_at) for each in proposal.placements if each.visit_key}
    assert not visits & set(online)
    last_weeks = [
        day for day in days(proposal.placements) if any(0 <= (span[1] - day).days < 7 for span in HALVES)
    ]
    assert len(last_weeks) <= 1


def test_many_offices_together_fill_each_week_alike():
    """Though each of them has only one meeting in half a year."""
    proposal = planned([each for office in range(300) for each in owed(f"o{office:03d}", 1)])
    weeks = Counter(day.isocalendar().week for day in days(proposal.placements))
    busy = [count for week, count in weeks.items() if 5 <= week <= 23 or 31 <= week <= 49]
    assert max(busy) <= 2.5 * (sum(busy) / len(busy))
    assert max(Counter(days(proposal.placements)).values()) <= 15
    weekdays = Counter(day.weekday() for day in days(proposal.placements))
    assert max(weekdays.values()) / len(proposal.placements) <= 0.25


def test_neighbours_are_visited_on_one_day_with_time_to_travel():
    proposal = planned(owed("okrug", 9))
    trips = defaultdict(list)
    for each in proposal.placements:
        if each.visit_key:
            trips[each.visit_key].append(each)
    assert max(map(len, trips.values())) == 3
    for trip in trips.values():
        starts = sorted(each.starts_at for each in trip)
        assert all(after - before >= timedelta(minutes=135) for before, after in pairwise(starts))
        assert len({day_of(each) for each in starts}) == 1
        codes = sorted(int(each.demand.place) for each in trip)
        assert codes[-1] - codes[0] == len(codes) - 1, "places of one journey lie beside one another"


def test_a_long_way_takes_fewer_places_a_day():
    far = replace(YEAR, buffer_minutes=240)
    proposal = planned(owed("okrug", 9), options=far)
    trips = Counter(each.visit_key for each in proposal.placements if each.visit_key)
    assert max(trips.values()) == 2
    three_hours = replace(YEAR, minutes=180)
    assert planned(owed("okrug", 9), options=three_hours).unmet == ()


def test_districts_of_an_oblast_are_never_visited_on_one_day():
    """They lie far from one another: each is its own neighbourhood."""
    year = ((date(2027, 1, 1), date(2027, 12, 31)),)
    demands = [
        replace(each, neighbourhood=each.place) for each in owed("oblast", 12, spans=year, announce_days=14)
    ]
    trips = Counter(each.visit_key for each in planned(demands).placements if each.visit_key)
    assert len(trips) == 4
    assert set(trips.values()) == {1}


@pytest.mark.parametrize("places", [2, 3, 6, 11])
def test_each_place_is_visited_in_its_turn(places):
    held = planned(owed("okrug", places)).placements
    visited = Counter(each.demand.place for each in held if each.visit_key)
    assert visited
    assert max(visited.values()) == 1


def test_who_was_not_visited_this_year_has_the_first_turn_next_year():
    visited = []
    for year in (2026, 2027):
        spans = ((date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31)))
        options = replace(YEAR, from_on=spans[0][0], until_on=spans[1][1], today=date(year - 1, 11, 25))
        held = planned(owed("okrug", 3, spans=spans), options=options).placements
        visited.append({each.demand.place for each in held if each.visit_key})
    assert visited[0] | visited[1] == {"000", "001", "002"}


def test_nobody_travels_to_villages_in_deep_winter_where_it_can_be_helped():
    months = [
        day_of(each.starts_at).month for each in planned(owed("okrug", 12)).placements if each.visit_key
    ]
    assert months
    assert not {12, 1, 2} & set(months)


@pytest.mark.parametrize("agency", ["okrug", "another", "third"])
def test_the_time_between_two_meetings_of_one_village_is_about_a_half_year(agency):
    of = defaultdict(list)
    for each in planned(owed(agency, 10)).placements:
        of[each.demand.place].append(day_of(each.starts_at))
    gaps = [(max(held) - min(held)).days for held in of.values()]
    assert 140 <= min(gaps) <= max(gaps) <= 225


def test_who_was_met_in_the_evening_is_met_by_day_next_time():
    of = defaultdict(list)
    for each in planned(owed("okrug", 30)).placements:
        if each.is_online:
            of[each.demand.place].append(local(each.starts_at).hour >= 18)
    twice = [hours for hours in of.values() if len(hours) == 2]
    assert twice
    assert all(hours[0] != hours[1] for hours in twice)


def test_a_village_akim_with_two_meetings_a_year_is_in_the_hall_once_and_online_both_times():
    proposal = planned(owed("village", 1))
    assert sorted(each.mode for each in proposal.placements) == [Mode.HYBRID, Mode.ONLINE]
    assert proposal.online_share == 1


def test_a_minister_meets_the_country_online_each_quarter():
    demands = [Demand(f"m:{span[0]}", "ministry", None, *span, announce_days=14) for span in QUARTERS]
    proposal = planned(demands)
    assert len(proposal.placements) == 4
    assert all(each.is_online for each in proposal.placements)


def test_an_absent_head_meets_nobody_and_a_deputy_only_where_the_rule_lets_her():
    office = Office("a", (HALVES[0],), has_deputy=True)
    alone = owed("a", 1, spans=HALVES[:1])
    assert [each.reason for each in planned(alone, [office]).unmet] == [UnmetReason.HEAD_ABSENT]
    allowed = owed("a", 1, spans=HALVES[:1], may_deputise=True)
    (placed,) = planned(allowed, [office]).placements
    assert placed.is_deputy
    assert planned(allowed, [replace(office, has_deputy=False)]).unmet


def test_the_deputy_stands_in_only_while_the_head_is_away():
    away = (date(2027, 3, 1), date(2027, 3, 31))
    demands = owed("a", 30, spans=HALVES[:1], may_deputise=True)
    for each in planned(demands, [Office("a", (away,), has_deputy=True)]).placements:
        assert each.is_deputy == (away[0] <= day_of(each.starts_at) <= away[1])


@pytest.mark.parametrize(
    ("span", "options", "reason"),
    [
        ((date(2027, 1, 1), date(2027, 1, 3)), YEAR, UnmetReason.NO_WORKING_DAY),
        ((date(2027, 1, 1), date(2027, 1, 31)), replace(YEAR, today=date(2027, 1, 28)), UnmetReason.TOO_LATE_TO_ANNOUNCE),
        ((date(2028, 1, 1), date(2028, 6, 30)), replace(YEAR, until_on=date(2028, 12, 31)), UnmetReason.BEYOND_CALENDAR),
        ((date(2027, 1, 5), date(2027, 1, 5)), replace(YEAR, live_at_once_max=0), UnmetReason.CAPACITY),
    ],
)  # fmt: skip
def test_what_cannot_be_met_is_told_with_its_reason(span, options, reason):
    (unmet,) = planned(owed("a", 1, spans=(span,)), options=options).unmet
    assert unmet.reason is reason


def test_days_that_are_full_are_full():
    span = (date(2027, 1, 5), date(2027, 1, 6))
    proposal = planned(owed("a", 12, spans=(span,)))
    assert {each.reason for each in proposal.unmet} == {UnmetReason.DAYS_FULL}
    assert {each.detail for each in proposal.unmet} == {"2027-01-05/2027-01-06"}
    assert len(proposal.placements) == 6


def test_the_media_nodes_are_never_asked_for_more_than_they_hold():
    span = (date(2027, 1, 5), date(2027, 1, 8))
    demands = [each for office in range(60) for each in owed(f"o{office:02d}", 1, spans=(span,))]
    proposal = planned(demands, options=replace(YEAR, live_at_once_max=5))
    assert len(proposal.placements) == 60
    assert proposal.figures["at_once"] <= 5
    assert planned(demands).figures["at_once"] > 5


def test_where_the_nodes_are_full_people_are_met_in_their_hall_as_long_as_most_stay_online():
    day = (date(2027, 1, 5), date(2027, 1, 5))
    others = [each for office in range(40) for each in owed(f"a{office:02d}", 1, spans=(day,))]
    village = [*owed("z", 2), *owed("z", 1, spans=(day,))]
    one_node = replace(YEAR, live_at_once_max=1)
    proposal = planned([*others, *village], options=one_node)
    (held,) = [each for each in proposal.placements if each.demand == village[-1]]
    assert held.mode is Mode.HALL
    assert {each.reason for each in proposal.unmet} == {UnmetReason.CAPACITY}


def test_what_is_held_fast_stays_and_two_at_one_hour_cannot_both():
    hour = at(date(2027, 3, 10), YEAR.hours[0])
    first, second, other = owed("a", 3, spans=HALVES[:1])
    proposal = planned([replace(first, fixed_at=hour), replace(second, fixed_at=hour), other])
    assert proposal.placements[0].starts_at == hour
    assert [each.reason for each in proposal.unmet] == [UnmetReason.FIXED_CLASHES]


def test_a_day_held_fast_is_not_crowded_with_others():
    hour = at(date(2027, 3, 10), time(11))
    first, *others = owed("a", 25, spans=HALVES[:1])
    fixed = replace(first, fixed_at=hour, fixed_mode=Mode.HALL)
    proposal = planned([fixed, *others])
    assert proposal.placements[0].starts_at == hour
    assert proposal.placements[0].mode is Mode.HALL
    assert days(proposal.placements).count(hour.date()) == 1


def test_what_else_the_head_has_to_do_is_respected():
    march = (date(2027, 3, 1), date(2027, 3, 5))
    busy = tuple(
        (at(march[0] + timedelta(days=each), time(9)), at(march[0] + timedelta(days=each), time(20)))
        for each in range(4)
    )
    proposal = planned(owed("a", 2, spans=(march,)), [Office("a", busy=busy)])
    assert set(days(proposal.placements)) == {date(2027, 3, 5)}


def test_the_same_problem_gives_the_same_plan_in_any_order():
    demands = [*owed("b", 4), *owed("a", 7)]
    one, other = planned(demands), planned(reversed(demands))
    assert set(one.placements) == set(other.placements)
    assert plan(problem_of(demands), CALENDAR) == plan(problem_of(demands), CALENDAR)


def test_another_office_beside_it_changes_nothing_for_an_office():
    alone, beside = planned(owed("a", 7)), planned([*owed("a", 7), *owed("b", 9)])
    assert set(alone.placements) <= set(beside.placements)


def test_an_empty_problem_has_an_empty_plan():
    proposal = planned([], options=Options(date(2028, 1, 1), date(2028, 12, 31), today=date(2027, 11, 25)))
    assert proposal.placements == proposal.unmet == ()
