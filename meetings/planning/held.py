"""A plan held for a change: its row locked, its state moved by the lifecycle, its version compared with the one that was seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import day_of
from hearing_state.db import value
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.ids import reference
from hearing_state.territories import queries as territories
from meetings.planning.models import EntryRow, PlanRow
from meetings.planning.plan import LETTERS, LIFECYCLE, State
from meetings.schedule.meeting import MINUTES_MAX, MINUTES_MIN


async def hold(ref: str) -> PlanRow:
    """The plan's row, locked until the transaction ends. Raises NotFound."""
    row = await PlanRow.select_for_update().get_or_none(ref=ref)
    if row is None:
        raise NotFound("plan.not_found")
    return row


def step(row: PlanRow, verb: str) -> State:
    """Move the state as the lifecycle has it; every step is a new version. Raises Conflict where it has no such step."""
    row.state = LIFECYCLE.after(row.state, verb)
    row.version += 1
    return State(row.state)


def must_be_as_seen(row: PlanRow | EntryRow, version: int) -> None:
    """Raises Conflict where somebody has changed it since it was read: nobody's work is undone unseen."""
    if row.version != version:
        raise Conflict("plan.changed_meanwhile")


async def hold_entry(plan: PlanRow, entry: UUID) -> EntryRow:
    """One entry of a plan that is already held. Raises NotFound."""
    row = await EntryRow.get_or_none(id=entry, plan_id=plan.id)
    if row is None:
        raise NotFound("plan.no_such_entry")
    return row


async def next_reference(year: int) -> str:
    return reference(LETTERS, year, await value("SELECT nextval('planning_plan_number')"))


def must_fit(plan: PlanRow, starts_at: datetime, minutes: int) -> None:
    """What an entry cannot be at all; all else is a conflict that is shown beside it. Raises Invalid."""
    if not plan.from_on <= day_of(starts_at) <= plan.until_on:
        raise Invalid("plan.day_outside", field="on", from_on=plan.from_on, until_on=plan.until_on)
    if day_of(starts_at + timedelta(minutes=minutes)) != day_of(starts_at):
        raise Invalid("meeting.length_wrong", field="minutes", minimum=MINUTES_MIN, maximum=MINUTES_MAX)


async def must_belong(context: Context, office_place: str | None, place: str | None) -> None:
    """An akim plans for the own territory, a ministry for the whole country. Raises Invalid."""
    if office_place is None:
        return
    if place is None:
        raise Invalid("meeting.place_needed", field="place")
    try:
        line = await territories.line(context, place)
    except NotFound as missing:
        raise Invalid(missing.reason, field="place") from missing
    if office_place not in {each.code for each in line}:
        raise Invalid("meeting.place_of_another", field="place")
