"""Looks a proposal over without the planner's help: every hard rule, slowly and plainly. Shares no code with what it checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from hearing_state.clock import local
from hearing_state.deadlines.working_calendar import WorkingCalendar
from meetings.planning.solver.problem import Demand, Office, Placement, Problem, Proposal
from meetings.schedule.meeting import Mode


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a proposal breaks. ``rule`` is a stable word."""

    rule: str
    demand: str
    detail: str = ""


def violations(problem: Problem, calendar: WorkingCalendar, proposal: Proposal) -> list[Violation]:
    """Empty for a proposal that keeps every hard rule."""
    offices = {each.key: each for each in problem.offices}
    found = [*_each_once(problem, proposal)]
    for each in proposal.placements:
        found += single(each, problem, calendar, offices.get(each.demand.agency, Office(each.demand.agency)))
    found += _two_places(problem, proposal.placements, offices)
    found += _visits(problem, proposal.placements)
    found += _at_once(problem, proposal.placements)
    found += _online(problem, proposal.placements)
    return found


def conflicts_of(
    placement: Placement, others: Sequence[Placement], problem: Problem, calendar: WorkingCalendar
) -> list[Violation]:
    """What would be wrong if somebody put this meeting there by hand, beside the others of the plan."""
    offices = {each.key: each for each in problem.offices}
    office = offices.get(placement.demand.agency, Office(placement.demand.agency))
    beside = [each for each in others if each.demand.key != placement.demand.key]
    found = single(placement, problem, calendar, office)
    near = [each for each in beside if each.demand.agency == placement.demand.agency]
    found += [
        each
        for each in _two_places(problem, [*near, placement], offices)
        if placement.demand.key in each.detail + each.demand
    ]
    if placement.is_online:
        found += [
            each for each in _at_once(problem, [*beside, placement]) if each.demand == placement.demand.key
        ]
    return found


def single(
    placement: Placement, problem: Problem, calendar: WorkingCalendar, office: Office
) -> list[Violation]:
    """What is wrong with one meeting by itself."""
    demand, on = placement.demand, local(placement.starts_at).date()
    options = problem.options
    wrong: list[tuple[str, bool]] = [
        ("outside_period", not demand.from_on <= on <= demand.until_on),
        ("outside_plan", not options.from_on <= on <= options.until_on),
        ("wrong_length", placement.ends_at - placement.starts_at != timedelta(minutes=options.minutes)),
        ("moved_though_fixed", demand.fixed_at is not None and placement.starts_at != demand.fixed_at),
    ]
    if demand.fixed_at is None:
        wrong += [
            ("day_off", on > calendar.until_on or not calendar.works(on)),
            ("announced_too_late", (on - options.today).days < demand.announce_days),
            ("head_absent", _away(office, placement) and not placement.is_deputy),
            ("deputy_not_allowed", placement.is_deputy and not (demand.may_deputise and office.has_deputy)),
        ]
    return [Violation(rule, demand.key, str(on)) for rule, is_wrong in wrong if is_wrong]


def _away(office: Office, placement: Placement) -> bool:
    on = local(placement.starts_at).date()
    return any(first <= on <= last for first, last in office.absences)


def _each_once(problem: Problem, proposal: Proposal) -> Iterator[Violation]:
    told = [*(each.demand.key for each in proposal.placements), *(each.demand.key for each in proposal.unmet)]
    if len(told) != len(set(told)) or set(told) != {each.key for each in problem.demands}:
        yield Violation("not_every_demand_once", "", f"{len(problem.demands)} owed, {len(told)} told")


def _two_places(
    problem: Problem, placements: Iterable[Placement], offices: dict[str, Office]
) -> Iterator[Violation]:
    """One person, one place, with the buffer between; fixed ones only may not overlap."""
    people: dict[tuple[str, bool], list[tuple[datetime, datetime, Demand | None]]] = {}
    for each in placements:
        people.setdefault((each.demand.agency, each.is_deputy), []).append(
            (each.starts_at, each.ends_at, each.demand)
        )
    for agency, is_deputy in list(people):
        if not is_deputy and agency in offices:
            people[agency, is_deputy] += [(start, end, None) for start, end in offices[agency].busy]
    for held in people.values():
        for (_start, end, one), (start, _end, other) in pairwise(
            sorted(held, key=lambda each: (each[0], each[1]))
        ):
            are_fixed = all(demand is None or demand.fixed_at is not None for demand in (one, other))
            gap = timedelta(0) if are_fixed else problem.options.buffer
            if start < end + gap and not (one is None and other is None):
                yield Violation(
                    "two_places", other.key if other else "", f"{one.key if one else 'busy'} until {end}"
                )


def _visits(problem: Problem, placements: Iterable[Placement]) -> Iterator[Violation]:
    """One visit day: one office, one day, neighbours, no more than a day holds; online meetings are no visits."""
    trips: dict[str, list[Placement]] = {}
    for each in placements:
        if each.visit_key:
            trips.setdefault(each.visit_key, []).append(each)
        if each.visit_key and each.mode is Mode.ONLINE:
            yield Violation("online_visit", each.demand.key)
    for key, trip in trips.items():
        days = {local(each.starts_at).date() for each in trip}
        near = {each.demand.neighbourhood for each in trip}
        if len(days) > 1 or len(near) > 1 or len({each.demand.agency for each in trip}) > 1:
            yield Violation("visit_torn", trip[0].demand.key, key)
        if len(trip) > problem.options.visits_a_day_max:
            yield Violation("visit_too_long", trip[0].demand.key, key)


def _at_once(problem: Problem, placements: Iterable[Placement]) -> Iterator[Violation]:
    """A sweep over beginnings and ends: never more online meetings than the nodes hold."""
    turns: list[tuple[datetime, int, str]] = []
    for each in placements:
        if each.is_online:
            turns += [(each.starts_at, 1, each.demand.key), (each.ends_at, -1, each.demand.key)]
    running = 0
    for moment, step, key in sorted(turns, key=lambda turn: (turn[0], turn[1])):
        running += step
        if running > problem.options.live_at_once_max and step > 0:
            yield Violation("too_many_at_once", key, f"{running} at {moment}")


def _online(problem: Problem, placements: Sequence[Placement]) -> Iterator[Violation]:
    """The majority of each office's meetings, as far as something free is held on the spot at an hour at which nodes have room."""
    of: dict[str, list[Placement]] = {}
    for each in placements:
        of.setdefault(each.demand.agency, []).append(each)
    for agency, held in of.items():
        online = sum(each.is_online for each in held)
        if 100 * online >= problem.options.online_share_percent * len(held):
            continue
        spare = [each for each in held if each.demand.fixed_mode is None and not each.is_online]
        if any(_running_during(each, placements) < problem.options.live_at_once_max for each in spare):
            yield Violation("online_share", spare[0].demand.key, f"{agency}: {online} of {len(held)}")


def _running_during(placement: Placement, placements: Sequence[Placement]) -> int:
    """The most online meetings at once in its hours."""
    over = [
        e
        for e in placements
        if e.is_online and e.starts_at < placement.ends_at and e.ends_at > placement.starts_at
    ]
    moments = [
        placement.starts_at,
        *(each.starts_at for each in over if each.starts_at > placement.starts_at),
    ]
    return max(sum(each.starts_at <= moment < each.ends_at for each in over) for moment in moments)
