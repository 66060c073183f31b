"""Looks a proposal over without the planner's help: every hard rule, slowly and plainly. Shares no code with what it checks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hearing_state.clock import local
from hearing_state.deadlines.working_calendar import WorkingCalendar
from meetings.planning.solver.problem import Demand, Office, Options, Placement, Problem, Proposal
from meetings.schedule.meeting import Mode


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a proposal breaks. ``rule`` is a stable word; ``other`` the key of the meeting it stands against."""

    rule: str
    demand: str
    detail: str = ""
    other: str = ""


def violations(problem: Problem, calendar: WorkingCalendar, proposal: Proposal) -> list[Violation]:
    """Empty for a proposal that keeps every hard rule. Whether reasons are true: see ``excuses.py``."""
    offices = {each.key: each for each in problem.offices}
    found = [*_each_once(problem, proposal)]
    for each in proposal.placements:
        found += single(each, problem, calendar, offices.get(each.demand.agency, Office(each.demand.agency)))
    by_person = defaultdict(list)
    for each in proposal.placements:
        by_person[each.demand.agency, each.is_deputy].append(each)
    for (agency, is_deputy), held in by_person.items():
        busy = () if is_deputy or agency not in offices else offices[agency].busy
        found += [*_two_places(problem.options, held, busy), *_full_days(problem.options, held, busy)]
    found += _visits(proposal.placements)
    found += _at_once(problem.options, proposal.placements)
    found += _online(problem.options, proposal.placements)
    return found


def conflicts_of(
    placement: Placement, others: Sequence[Placement], problem: Problem, calendar: WorkingCalendar
) -> list[Violation]:
    """What would be wrong if somebody put this meeting there by hand, beside the others of the plan."""
    demand = placement.demand
    office = next((each for each in problem.offices if each.key == demand.agency), Office(demand.agency))
    beside = [each for each in others if each.demand.key != demand.key]
    near = [
        each
        for each in beside
        if each.demand.agency == demand.agency and each.is_deputy == placement.is_deputy
    ]
    busy = () if placement.is_deputy else office.busy
    found = single(placement, problem, calendar, office)
    for each in near:
        found += _two_places(problem.options, [placement, each], ())
    found += _two_places(problem.options, [placement], busy)
    same_day = [each for each in near if _day(each) == _day(placement)]
    found += _full_days(problem.options, [placement, *same_day], busy)
    crowd = [(each.starts_at, each.ends_at) for each in beside if each.is_online]
    if placement.is_online and _most_during(placement, crowd) >= problem.options.live_at_once_max:
        found.append(Violation("too_many_at_once", demand.key, str(placement.starts_at)))
    return found


def single(
    placement: Placement, problem: Problem, calendar: WorkingCalendar, office: Office
) -> list[Violation]:
    """What is wrong with one meeting by itself."""
    demand, on, options = placement.demand, _day(placement), problem.options
    is_fixed = demand.fixed_at is not None
    is_away = any(first <= on <= last for first, last in office.absences)
    wrong = {
        "wrong_length": placement.ends_at - placement.starts_at != timedelta(minutes=options.minutes),
        "moved_though_fixed": is_fixed and placement.starts_at != demand.fixed_at,
        "other_form_though_fixed": demand.fixed_mode not in (None, placement.mode),
        "outside_period": not is_fixed and not demand.from_on <= on <= demand.until_on,
        "outside_plan": not is_fixed and not options.from_on <= on <= options.until_on,
        "day_off": not is_fixed and (on > calendar.until_on or not calendar.works(on)),
        "announced_too_late": not is_fixed and (on - options.today).days < demand.announce_days,
        "head_absent": not is_fixed and is_away and not placement.is_deputy,
        "deputy_not_allowed": placement.is_deputy and not (demand.may_deputise and office.has_deputy),
        "deputy_though_head_is_here": placement.is_deputy and not is_away,
    }
    return [Violation(rule, demand.key, str(on)) for rule, is_wrong in wrong.items() if is_wrong]


def _day(placement: Placement) -> date:
    return local(placement.starts_at).date()


def _each_once(problem: Problem, proposal: Proposal) -> Iterator[Violation]:
    told = [*(each.demand for each in proposal.placements), *(each.demand for each in proposal.unmet)]
    times, owed = Counter(told), Counter(problem.demands)
    for each in {**times, **owed}:
        if times[each] != owed[each]:
            yield Violation("not_every_demand_once", each.key, f"owed {owed[each]}, told {times[each]}")


def _two_places(
    options: Options, held: Sequence[Placement], busy: Iterable[tuple[datetime, datetime]]
) -> Iterator[Violation]:
    """One person, one place, with the buffer between; those held fast may follow one another at once."""
    buffer = timedelta(minutes=options.buffer_minutes)
    ordered = sorted(held, key=lambda each: (each.starts_at, each.demand.key))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            gap = timedelta() if _is_fixed(one) and _is_fixed(other) else buffer
            if other.starts_at >= one.ends_at + gap:
                break
            yield Violation("two_places", other.demand.key, f"{other.starts_at}", one.demand.key)
        gap = timedelta() if _is_fixed(one) else buffer
        for begin, end in busy:
            if one.starts_at < end + gap and begin < one.ends_at + gap:
                yield Violation("two_places", one.demand.key, f"busy until {end}")


def _full_days(
    options: Options, held: Sequence[Placement], busy: Iterable[tuple[datetime, datetime]]
) -> Iterator[Violation]:
    """No more meetings and journeys than a day holds, unless somebody held them fast there."""
    meetings, halls = Counter(_day(each) for each in held), Counter[date]()
    meetings.update(local(begin).date() for begin, _end in busy)
    halls.update(_day(each) for each in held if each.mode.has_hall)
    for each in held:
        if _is_fixed(each):
            continue
        if meetings[_day(each)] > options.meetings_a_day_max:
            yield Violation("day_too_full", each.demand.key, f"{meetings[_day(each)]} on {_day(each)}")
        if each.mode.has_hall and halls[_day(each)] > options.visits_a_day_max:
            yield Violation("journey_too_long", each.demand.key, f"{halls[_day(each)]} on {_day(each)}")


def _is_fixed(placement: Placement) -> bool:
    return placement.demand.fixed_at is not None


def _visits(placements: Iterable[Placement]) -> Iterator[Violation]:
    """One journey: one person, one day, neighbours; whoever is in a hall is on a journey, and only she."""
    journeys = defaultdict(list)
    for each in placements:
        if (each.visit_key is not None) != each.mode.has_hall:
            yield Violation("journey_without_hall", each.demand.key, each.mode.value)
        if each.visit_key:
            journeys[each.visit_key].append(each)
    for key, journey in journeys.items():
        where = {
            (_day(each), each.demand.neighbourhood, each.demand.agency, each.is_deputy) for each in journey
        }
        if len(where) > 1:
            yield Violation("journey_torn", journey[0].demand.key, key)


def _at_once(options: Options, placements: Iterable[Placement]) -> Iterator[Violation]:
    """A sweep over beginnings and ends: never more online meetings than the nodes hold, but for those held fast."""
    turns: list[tuple[datetime, int, str, Demand]] = []
    for each in placements:
        if each.is_online:
            turns += [(each.starts_at, 1, each.demand.key, each.demand)]
            turns += [(each.ends_at, -1, each.demand.key, each.demand)]
    running: dict[str, Demand] = {}
    for moment, step, key, demand in sorted(turns, key=lambda turn: turn[:3]):
        if step < 0:
            running.pop(key, None)
            continue
        running[key] = demand
        free = [other for other, its in running.items() if its.fixed_at is None]
        if len(running) > options.live_at_once_max and free:
            yield Violation("too_many_at_once", free[-1], f"{len(running)} at {moment}", key)


def _online(options: Options, placements: Sequence[Placement]) -> Iterator[Violation]:
    """The majority of each office's meetings; short only where no visit could be held online at its hour."""
    crowd = [(each.starts_at, each.ends_at) for each in placements if each.is_online]
    held = defaultdict(list)
    for each in placements:
        held[each.demand.agency].append(each)
    for agency, own in held.items():
        online = sum(each.is_online for each in own)
        if 100 * online >= options.online_share_percent * len(own):
            continue
        for each in own:
            is_free = each.mode is Mode.HALL and each.demand.fixed_mode is None
            if is_free and _most_during(each, crowd) < options.live_at_once_max:
                yield Violation("online_share", each.demand.key, f"{agency}: {online} of {len(own)}")
                break


def _most_during(placement: Placement, crowd: Sequence[tuple[datetime, datetime]]) -> int:
    """The most other online meetings that run at one moment of this one."""
    beside = [each for each in crowd if each[0] < placement.ends_at and placement.starts_at < each[1]]
    moments = [placement.starts_at, *(begin for begin, _end in beside if begin > placement.starts_at)]
    return max(sum(begin <= moment < end for begin, end in beside) for moment in moments)
