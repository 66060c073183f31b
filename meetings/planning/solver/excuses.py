"""Whether the reasons are true that a proposal gives for what is not met: tried out, hour by hour. Slow, and shares no code
with the planner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from hearing_state.clock import ALMATY
from hearing_state.deadlines.working_calendar import WorkingCalendar
from meetings.planning.solver.checker import Violation, conflicts_of
from meetings.planning.solver.problem import Demand, Office, Placement, Problem, Proposal, Unmet, UnmetReason
from meetings.schedule.meeting import Mode

_AIR = "too_many_at_once"


def untrue(problem: Problem, calendar: WorkingCalendar, proposal: Proposal) -> list[Violation]:
    """Reasons that do not hold: there is a free day and hour after all, or another thing stands against it."""
    offices = {each.key: each for each in problem.offices}
    found = []
    for each in proposal.unmet:
        office = offices.get(each.demand.agency, Office(each.demand.agency))
        true = _true_reason(each, office, problem, calendar, proposal)
        if true is not each.reason:
            found.append(Violation("untrue_reason", each.demand.key, f"{each.reason}, but {true}"))
    return found


def _true_reason(
    unmet: Unmet, office: Office, problem: Problem, calendar: WorkingCalendar, proposal: Proposal
) -> UnmetReason | None:
    """None where nothing stands against it."""
    demand = unmet.demand
    if demand.fixed_at is not None:
        return _of_fixed(demand, office, problem, proposal.placements)
    days = list(_working(demand, problem, calendar))
    if not days:
        is_beyond = demand.until_on > calendar.until_on
        return UnmetReason.BEYOND_CALENDAR if is_beyond else UnmetReason.NO_WORKING_DAY
    days = [on for on in days if (on - problem.options.today).days >= demand.announce_days]
    if not days:
        return UnmetReason.TOO_LATE_TO_ANNOUNCE
    if not (demand.may_deputise and office.has_deputy):
        days = [on for on in days if not _is_away(office, on)]
        if not days:
            return UnmetReason.HEAD_ABSENT
    return _tried(demand, days, office, problem, calendar, proposal.placements)


def _working(demand: Demand, problem: Problem, calendar: WorkingCalendar) -> Iterator[date]:
    on = max(demand.from_on, problem.options.from_on, calendar.from_on)
    last = min(demand.until_on, problem.options.until_on, calendar.until_on)
    while on <= last:
        if calendar.works(on):
            yield on
        on += timedelta(days=1)


def _is_away(office: Office, on: date) -> bool:
    return any(first <= on <= last for first, last in office.absences)


def _of_fixed(
    demand: Demand, office: Office, problem: Problem, placements: Sequence[Placement]
) -> UnmetReason | None:
    begin = demand.fixed_at or datetime.min.replace(tzinfo=ALMATY)
    end = begin + timedelta(minutes=problem.options.minutes)
    held = [(each.starts_at, each.ends_at) for each in placements if each.demand.agency == demand.agency]
    is_taken = any(begin < other_end and other < end for other, other_end in (*held, *office.busy))
    return UnmetReason.FIXED_CLASHES if is_taken else None


def _tried(
    demand: Demand, days: Sequence[date], office: Office, problem: Problem, calendar: WorkingCalendar,
    placements: Sequence[Placement],
) -> UnmetReason | None:  # fmt: skip
    """Put online at every hour offered of every day that is left: what stands against it."""
    is_air_full = False
    near = [each for each in placements if each.demand.agency == demand.agency]
    for on in days:
        for hour in problem.options.hours:
            begin = datetime.combine(on, hour, ALMATY)
            end = begin + timedelta(minutes=problem.options.minutes)
            there = Placement(demand, begin, end, Mode.ONLINE, is_deputy=_is_away(office, on))
            against = conflicts_of(there, near, problem, calendar)
            if any(each.rule != _AIR for each in against):
                continue
            live = [each for each in placements if each.is_online]
            if not any(each.rule == _AIR for each in conflicts_of(there, live, problem, calendar)):
                return None
            is_air_full = True
    return UnmetReason.CAPACITY if is_air_full else UnmetReason.DAYS_FULL
