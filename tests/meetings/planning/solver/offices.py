"""Offices with what they owe, for the tests of the planner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hearing_state.clock import day_of
from hearing_state.deadlines.working_calendar import shipped
from meetings.planning.solver.checker import violations
from meetings.planning.solver.excuses import untrue
from meetings.planning.solver.planner import plan
from meetings.planning.solver.problem import Demand, Office, Options, Placement, Problem, Proposal

YEAR = Options(date(2027, 1, 1), date(2027, 12, 31), today=date(2026, 11, 25))
HALVES = ((date(2027, 1, 1), date(2027, 6, 30)), (date(2027, 7, 1), date(2027, 12, 31)))
CALENDAR = shipped()


def owed(agency: str, places: int, spans=HALVES, announce_days: int = 7, **more) -> list[Demand]:
    """An akim who meets each of so many villages, all near one another, once in each period."""
    more = {"neighbourhood": agency, **more}
    return [
        Demand(f"{agency}:{place:03d}:{span[0]}", agency, f"{place:03d}", *span, announce_days, **more)
        for span in spans
        for place in range(places)
    ]


def problem_of(demands: Iterable[Demand], offices: Iterable[Office] = (), options: Options = YEAR) -> Problem:
    known = {each.key: each for each in offices}
    keys = sorted({each.agency for each in demands} | set(known))
    return Problem(tuple(known.get(key, Office(key)) for key in keys), tuple(demands), options)


def planned(
    demands: Iterable[Demand], offices: Iterable[Office] = (), options: Options = YEAR, calendar=CALENDAR
) -> Proposal:
    """The plan, after the checker has looked it over: no rule broken, no untrue excuse."""
    problem = problem_of(list(demands), offices, options)
    proposal = plan(problem, calendar)
    broken = [*violations(problem, calendar, proposal), *untrue(problem, calendar, proposal)]
    assert broken == [], broken
    return proposal


def as_it_stands(demands: Iterable[Demand], proposal: Proposal) -> list[Demand]:
    """What is owed, with the hours and forms of a plan made before."""
    stood = {each.demand.key: each for each in proposal.placements}
    return [
        replace(each, previous_at=stood[each.key].starts_at, previous_mode=stood[each.key].mode)
        if each.key in stood
        else each
        for each in demands
    ]


def days(placements: Iterable[Placement]) -> list[date]:
    return sorted(day_of(each.starts_at) for each in placements)
