"""Whatever the offices, absences and wishes: every hard rule is kept, every meeting is placed or told with a true reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearing_state.clock import day_of
from meetings.planning.solver.checker import conflicts_of
from meetings.planning.solver.problem import Demand, Office, Options, online_wanted
from meetings.planning.solver.slots import at
from meetings.schedule.meeting import Mode
from tests.meetings.planning.solver.offices import CALENDAR, YEAR, as_it_stands, planned, problem_of

DAYS = st.dates(date(2027, 1, 1), date(2027, 12, 31))
HOURS = st.sampled_from([time(hour, minute) for hour in range(9, 20) for minute in (0, 15, 30)])
SPANS = st.tuples(DAYS, st.integers(0, 200)).map(
    lambda each: (each[0], min(each[0] + timedelta(days=each[1]), date(2027, 12, 31)))
)
ABSENCES = st.lists(SPANS, max_size=3).map(tuple)
BUSY = st.lists(
    st.tuples(DAYS, HOURS, st.integers(20, 300)).map(
        lambda each: (at(each[0], each[1]), at(each[0], each[1]) + timedelta(minutes=each[2]))
    ),
    max_size=4,
).map(tuple)
FIXED = st.one_of(st.none(), st.none(), st.none(), st.tuples(DAYS, HOURS).map(lambda each: at(*each)))


@st.composite
def offices(draw) -> tuple[list[Office], list[Demand]]:
    desks, demands = [], []
    for number in range(draw(st.integers(1, 4))):
        agency = f"o{number}"
        desks.append(Office(agency, draw(ABSENCES), draw(BUSY), has_deputy=draw(st.booleans())))
        spans = draw(st.lists(SPANS, min_size=1, max_size=3, unique=True))
        may_deputise, near = draw(st.booleans()), draw(st.integers(1, 4))
        for place in range(draw(st.integers(1, 12))):
            for span in spans:
                fixed_at = draw(FIXED)
                demands.append(
                    Demand(
                        f"{agency}:{place}:{span[0]}:{span[1]}", agency, f"{place:02d}", *span, draw(st.sampled_from([0, 7, 14])),
                        may_deputise, f"{agency}:{place % near}", fixed_at,
                        draw(st.sampled_from(Mode)) if fixed_at else None,
                    )
                )  # fmt: skip
    return desks, demands


OPTIONS = st.builds(
    Options,
    st.just(YEAR.from_on),
    st.just(YEAR.until_on),
    today=st.dates(date(2026, 11, 1), date(2027, 12, 1)),
    online_share_percent=st.integers(0, 100),
    live_at_once_max=st.integers(0, 6),
    minutes=st.sampled_from([30, 60, 90, 180]),
    hours=st.lists(HOURS, min_size=1, max_size=6, unique=True).map(tuple),
    visits_a_day_max=st.integers(1, 3),
    meetings_a_day_max=st.integers(1, 4),
    buffer_minutes=st.sampled_from([0, 15, 45, 120, 240]),
)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(offices(), OPTIONS)
def test_whatever_is_asked_the_plan_keeps_every_hard_rule_and_tells_the_truth(asked, options):
    desks, demands = asked
    proposal = planned(demands, desks, options)
    assert len(proposal.placements) + len(proposal.unmet) == len(demands)


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(offices(), OPTIONS, ABSENCES)
def test_whatever_changes_only_what_cannot_stay_moves(asked, options, away):
    desks, demands = asked
    before = planned(demands, desks, options)
    changed = [replace(desks[0], absences=(*desks[0].absences, *away)), *desks[1:]]
    now = as_it_stands(demands, before)
    after = planned(now, changed, options)
    problem = problem_of(now, changed, options)
    for each in after.moved:
        back = replace(
            each,
            starts_at=each.demand.previous_at,
            ends_at=each.demand.previous_at + options.length,
            is_deputy=changed[int(each.demand.agency[1:])].is_absent(day_of(each.demand.previous_at)),
            mode=each.demand.previous_mode,
        )
        assert conflicts_of(back, after.placements, problem, CALENDAR), each.demand.key


@given(st.integers(0, 500), st.integers(0, 100))
def test_a_majority_is_rounded_up(meetings, percent):
    wanted = online_wanted(meetings, percent)
    assert wanted * 100 >= meetings * percent > (wanted - 1) * 100 or wanted == 0
