"""From tables to the planner and back: what offices owe is read, planned off the event loop, put down as drafts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.deadlines import queries as deadlines
from hearing_state.ids import new_id
from hearing_state.territories import queries as territories
from meetings.duties import queries as duties
from meetings.duties.duty import Duty, Period
from meetings.planning import checking, kept
from meetings.planning.held import next_reference
from meetings.planning.models import EntryRow, PlanRow
from meetings.planning.plan import State, Wanted
from meetings.planning.solver.country import neighbourhood
from meetings.planning.solver.planner import plan as planner
from meetings.planning.solver.problem import Problem, Proposal
from meetings.planning.translating import Case, Outcome, Planned, outcome_of, problem_of

HALF = 2
# How many live meetings of other offices begin at each hour: those of the calendar, and those of all drafts.
_CROWD = """
SELECT starts_at, sum(number)::int AS number FROM (
  SELECT m.starts_at, count(*) AS number FROM schedule_meeting m
   WHERE m.starts_at >= $1 AND m.starts_at < $2 AND m.mode <> 'hall' AND m.state <> 'cancelled' AND NOT m.agency_id = ANY ($3::uuid[]) GROUP BY 1
  UNION ALL
  SELECT e.starts_at, count(*) FROM planning_entry e JOIN planning_plan p ON p.id = e.plan_id
   WHERE e.starts_at >= $1 AND e.starts_at < $2 AND e.mode <> 'hall' AND e.removed_at IS NULL AND e.meeting_id IS NULL
     AND p.state IN ('drafted', 'submitted') AND NOT p.agency_id = ANY ($3::uuid[]) GROUP BY 1
) AS begun GROUP BY starts_at
"""


async def wanted_by_law(context: Context) -> Wanted:
    """What is asked of the planner where nobody asks for something else."""
    return Wanted(online_percent=await duties.norm(context, "online_share_percent"))


async def cases_of(context: Context, agency_ids: Sequence[UUID], stretch: Period) -> list[Case]:
    """Each office with what it owes and what it must respect, in the order of their ids."""
    owing = _by_agency(await checking.duties_on(context, agency_ids, stretch))
    hours = checking.midnight(checking.year_begin(stretch)), checking.end_of(stretch)
    busy = _by_agency(await checking.busy_of(context, agency_ids, *hours))
    absences = _by_agency(await kept.absences(context, agency_ids, stretch.from_on, stretch.until_on))
    codes = {each.place_code for found in owing.values() for each in found if each.place_code}
    near = {code: neighbourhood(place) for code, place in (await territories.places(context, codes)).items()}
    return [
        Case(
            agency_id=each,
            stretch=stretch,
            owed=checking.owed_of(owing.get(each, []), stretch, busy.get(each, [])),
            absences=absences.get(each, []),
            busy=[meeting for meeting in busy.get(each, []) if meeting.on in stretch],
            near=near,
        )
        for each in sorted(agency_ids)
    ]


def _by_agency(found: Iterable[Any]) -> dict[UUID, list[Any]]:
    grouped: dict[UUID, list[Any]] = {}
    for each in found:
        grouped.setdefault(each.agency_id, []).append(each)
    return grouped


async def solved(context: Context, cases: Sequence[Case], wanted: Wanted) -> list[Outcome]:
    """The planner's answer for each office, in their order. The event loop goes on meanwhile."""
    if not cases:
        return []
    crowd = await _crowd(context, cases, wanted)
    problem, slots = problem_of(cases, wanted, context.today, crowd)
    proposal = await _planned(context, problem)
    placements, unmet = _sorted_out(proposal)
    return [outcome_of(slots, placements.get(each.key, ()), unmet.get(each.key, ())) for each in cases]


async def _planned(context: Context, problem: Problem) -> Proposal:
    calendar = await deadlines.working_calendar(context)
    return await asyncio.to_thread(planner, problem, calendar)


def _sorted_out(proposal: Proposal) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    placements: dict[str, list[Any]] = {}
    unmet: dict[str, list[Any]] = {}
    for placed in proposal.placements:
        placements.setdefault(placed.demand.agency, []).append(placed)
    for missed in proposal.unmet:
        unmet.setdefault(missed.demand.agency, []).append(missed)
    return placements, unmet


async def _crowd(context: Context, cases: Sequence[Case], wanted: Wanted) -> Mapping[datetime, int]:
    """Only the hours at which the media nodes could become full: the others need not be told to the planner."""
    del context
    stretch = cases[0].stretch
    hours = checking.midnight(stretch.from_on), checking.end_of(stretch)
    found = await rows(_CROWD, *hours, [each.agency_id for each in cases])
    most = max((each["number"] for each in found), default=0)
    if most + len(cases) < wanted.at_once // HALF:
        return {}
    return {each["starts_at"]: int(each["number"]) for each in found}


async def put_down(
    context: Context, case: Case, outcome: Outcome, wanted: Wanted, *, run_id: UUID | None = None
) -> PlanRow:
    """A new draft with its entries."""
    stretch = case.stretch
    row = await PlanRow.create(
        id=new_id(),
        ref=await next_reference(stretch.from_on.year),
        agency_id=case.agency_id,
        year=stretch.from_on.year,
        part=stretch.key,
        from_on=stretch.from_on,
        until_on=stretch.until_on,
        state=State.DRAFTED.value,
        version=1,
        wanted=wanted.stored(),
        report=outcome.report,
        run_id=run_id,
        proposed_at=context.now,
        proposed_by=context.actor.person_id,
        figures={},
    )
    await EntryRow.bulk_create([entry_row(row.id, each) for each in outcome.entries])
    return row


def entry_row(plan_id: UUID, planned: Planned) -> EntryRow:
    duty: Duty = planned.owed.duty
    return EntryRow(
        id=new_id(),
        plan_id=plan_id,
        rule_key=duty.rule_key,
        place_code=duty.place_code,
        period_key=planned.owed.period.key,
        starts_at=planned.starts_at,
        minutes=planned.minutes,
        mode=planned.mode.value,
        is_deputy=planned.is_deputy,
        visit_key=planned.visit_key,
        version=1,
    )
