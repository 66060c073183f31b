"""The planner proposes a year or half a year of one office: a draft, to be changed by people who know better."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, action
from hearing_state.agencies import queries as agencies
from hearing_state.db import execute
from hearing_state.deadlines import queries as deadlines
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.duties.duty import Period
from meetings.planning import kept, proposing, sight
from meetings.planning.plan import stretch_of
from meetings.planning.wishes import PlannerWish

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('plan:' || $1, 0))"


class Propose(PlannerWish):
    """``part``: 2027, or 2027-H1."""

    agency: str = Field(max_length=200)
    part: str = Field(max_length=8)


class Proposed(BaseModel):
    model_config = ConfigDict(frozen=True)

    ref: str
    part: str
    meetings: int
    missing: int


async def about(context: Context, wish: Propose) -> Subject:
    return await sight.office_subject(context, wish.agency)


@action("plan.propose", entry="plan.proposed", about=about, public=False)
async def propose(context: Context, wish: Propose) -> Proposed:
    """Raises Invalid for days that are no year, Conflict for days that are over or planned already, or where nothing is owed."""
    stretch = await stretch_ahead(context, wish.part)
    body = await agencies.by_slug(context, wish.agency)
    await hold_office(body.id)
    standing = await kept.living_between(context, [body.id], stretch.from_on, stretch.until_on)
    if standing:
        raise Conflict("plan.exists_already", ref=standing[0].ref)
    wanted = wish.wanted(await proposing.wanted_by_law(context))
    (case,) = await proposing.cases_of(context, [body.id], stretch)
    if not any(each.times for each in case.owed):
        raise Conflict("plan.owes_nothing")
    (outcome,) = await proposing.solved(context, [case], wanted)
    row = await proposing.put_down(context, case, outcome, wanted)
    context.record("plan.proposed", row.ref, body=body.slug, part=row.part, **outcome.figures)
    return Proposed(
        ref=row.ref, part=row.part, meetings=len(outcome.entries), missing=int(outcome.figures["unmet"])
    )


async def stretch_ahead(context: Context, part: str) -> Period:
    """Days that can still be planned. Raises Invalid, Conflict; CalendarEnds beyond the working calendar."""
    stretch = stretch_of(part)
    if stretch is None:
        raise Invalid("plan.stretch_wrong", field="part")
    if stretch.until_on <= context.today:
        raise Conflict("plan.is_over")
    (await deadlines.working_calendar(context)).must_cover(stretch.until_on)
    return stretch


async def hold_office(agency_id: UUID) -> None:
    """Two proposals for one office come one after the other: the second sees the first."""
    await execute(_ONE_AT_A_TIME, str(agency_id))
