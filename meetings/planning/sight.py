"""Whose a plan is: its office edits it, the offices above see it, everybody else reads it once it is approved."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import AKIMS, Agency
from hearing_state.db import rows
from hearing_state.errors import NotFound
from hearing_state.permissions import Role, Subject
from hearing_state.territories.place import parents_of
from meetings.planning import kept
from meetings.planning.plan import Plan, Run

STAFF = (Role.CLERK, Role.OFFICIAL, Role.HEAD)
_ABOVE = """
SELECT a.id FROM agencies_agency a WHERE a.place_code = ANY ($1::text[]) AND a.kind = ANY ($2::text[]) AND a.dissolved_on IS NULL
"""


async def offices_above(agency: Agency) -> frozenset[UUID]:
    """The akims' offices over this one, up to the oblast's."""
    if agency.place_code is None:
        return frozenset()
    found = await rows(_ABOVE, list(parents_of(agency.place_code)), sorted(AKIMS))
    return frozenset(each["id"] for each in found)


def subject_of(plan: Plan) -> Subject:
    """For acting: its own office, and who submitted it (the same person does not approve it)."""
    by = frozenset({plan.submitted_by}) if plan.submitted_by else frozenset()
    return Subject(about=plan.ref, agencies=frozenset({plan.agency_id}), acted_by=by, state=plan.state.value)


async def subject(context: Context, ref: str) -> Subject:
    """Raises NotFound."""
    return subject_of(await kept.plan(context, ref))


async def office_subject(context: Context, slug: str) -> Subject:
    """An office whose plan is proposed, or whose head is away. Raises NotFound."""
    return await agencies.subject(context, slug)


async def must_see(context: Context, agency: Agency) -> None:
    """For the office itself, those above it, auditors and administrators; for everybody else there is nothing here: NotFound."""
    require(context, "plan.see_list")
    about = Subject(agencies=frozenset({agency.id}) | await offices_above(agency))
    if not permitted(context, "plan.see", about):
        raise NotFound("plan.not_found")


async def must_see_run(context: Context, run: Run) -> None:
    """For the office of the place that was planned and those above it, auditors and administrators. Raises NotFound."""
    office = await agencies.office_at(context, run.place_code) if run.place_code else None
    held = frozenset({office.id}) | await offices_above(office) if office else frozenset[UUID]()
    if not permitted(context, "plan.see", Subject(agencies=held)):
        raise NotFound("plan.no_such_run")


def own_agencies(context: Context) -> list[UUID]:
    """The bodies whose year the reader plans."""
    return sorted(context.actor.agencies_as(*STAFF))
