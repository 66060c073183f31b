"""After a change only what must move moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hearing_state.clock import day_of
from meetings.planning.solver.problem import Office, UnmetReason
from meetings.planning.solver.slots import at
from meetings.schedule.meeting import Mode
from tests.meetings.planning.solver.offices import HALVES, YEAR, as_it_stands, owed, planned

AWAY = (date(2027, 4, 5), date(2027, 4, 25))


def test_three_weeks_of_absence_move_what_lay_in_them_and_nothing_else():
    demands = owed("okrug", 40)
    before = planned(demands)
    must = {each.demand.key for each in before.placements if AWAY[0] <= day_of(each.starts_at) <= AWAY[1]}
    assert must
    after = planned(as_it_stands(demands, before), [Office("okrug", (AWAY,))])
    assert {each.demand.key for each in after.moved} == must
    assert after.unmet == ()
    assert after.figures["moved"] == len(must)
    assert after.figures["other_form"] == 0


def test_what_moves_keeps_its_hour_and_its_journey():
    demands = owed("okrug", 40)
    before = planned(demands)
    after = planned(as_it_stands(demands, before), [Office("okrug", (AWAY,))])
    stood = {each.demand.key: each for each in before.placements}
    journeys: dict[str, set[str]] = {}
    for each in after.moved:
        assert each.starts_at.timetz() == stood[each.demand.key].starts_at.timetz()
        if each.visit_key:
            journeys.setdefault(stood[each.demand.key].visit_key, set()).add(each.visit_key)
    assert journeys
    assert all(len(keys) == 1 for keys in journeys.values())


def test_without_a_change_nothing_moves():
    demands = [*owed("a", 17), *owed("b", 3)]
    before = planned(demands)
    again = planned(as_it_stands(demands, before))
    assert not again.moved
    assert {(each.demand.key, each.visit_key) for each in again.placements} == {
        (each.demand.key, each.visit_key) for each in before.placements
    }


def test_one_akim_away_moves_nothing_in_other_offices():
    demands = [each for office in range(20) for each in owed(f"o{office:02d}", 6)]
    before = planned(demands)
    after = planned(as_it_stands(demands, before), [Office("o07", (AWAY,))])
    assert {each.demand.agency for each in after.moved} <= {"o07"}


def test_a_new_village_finds_its_days_between_the_others():
    demands = owed("okrug", 10)
    before = planned(demands)
    more = [*as_it_stands(demands, before), *owed("okrug", 11)[10::11]]
    after = planned(more)
    assert len(after.placements) == 22
    assert not after.moved


def test_a_meeting_moved_by_hand_stays_where_it_was_put():
    demands = owed("okrug", 10)
    before = planned(demands)
    by_hand = at(date(2027, 5, 20), time(12, 15))
    first, *others = as_it_stands(demands, before)
    after = planned([replace(first, previous_at=by_hand, previous_mode=Mode.ONLINE), *others])
    assert after.placements[0].starts_at == by_hand
    assert not after.moved


def test_what_was_put_by_hand_where_it_cannot_be_finds_another_day():
    holiday, friday = at(date(2027, 3, 22), time(18)), at(date(2027, 3, 5), time(18))
    first, second, third = owed("a", 3, spans=HALVES[:1])
    on_a_holiday = replace(first, previous_at=holiday, previous_mode=Mode.ONLINE)
    twice = [replace(each, previous_at=friday, previous_mode=Mode.ONLINE) for each in (second, third)]
    after = planned([on_a_holiday, *twice])
    assert after.unmet == ()
    assert {each.demand.key for each in after.moved} == {first.key, third.key}


def test_late_in_the_period_what_can_be_announced_no_more_is_told():
    demands = owed("okrug", 8, spans=HALVES[:1], announce_days=14)
    before = planned(demands)
    late = planned(as_it_stands(demands, before), options=replace(YEAR, today=date(2027, 6, 20)))
    assert {each.reason for each in late.unmet} == {UnmetReason.TOO_LATE_TO_ANNOUNCE}
    assert len(late.unmet) == 8


def test_what_is_lost_when_the_head_is_away_to_the_end_is_told():
    demands = owed("okrug", 8, spans=HALVES[:1])
    before = planned(demands)
    from_may = (date(2027, 5, 1), date(2027, 6, 30))
    now = replace(YEAR, today=date(2027, 4, 27))
    after = planned(as_it_stands(demands, before), [Office("okrug", (from_may,))], options=now)
    assert {each.reason for each in after.unmet} == {UnmetReason.HEAD_ABSENT}


def test_another_share_changes_forms_but_no_hours():
    demands = owed("okrug", 10)
    before = planned(demands, options=replace(YEAR, online_share_percent=51))
    after = planned(as_it_stands(demands, before), options=replace(YEAR, online_share_percent=90))
    assert after.online_share >= 0.9
    assert not after.moved
    assert after.figures["other_form"] > 0
    assert after.figures["meetings"] == 20


def test_a_shorter_day_moves_only_what_no_longer_fits():
    demands = owed("okrug", 10)
    before = planned(demands)
    longer_ways = replace(YEAR, buffer_minutes=120)
    after = planned(as_it_stands(demands, before), options=longer_ways)
    trips = {each.visit_key for each in before.placements if each.visit_key}
    assert {each.demand.key for each in after.moved} <= {
        each.demand.key for each in before.placements if each.visit_key in trips
    }
    assert timedelta(minutes=120) == longer_ways.buffer
