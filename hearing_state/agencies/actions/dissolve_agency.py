"""An administrator dissolves a body; another one takes over all that it holds."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries
from hearing_state.db import execute, row, value
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject

ALONE = "SELECT pg_advisory_xact_lock(7215102)"
"""One succession at a time: each successor is a living body when it is named, so that no chain closes on itself."""

_DISSOLVE = """
UPDATE agencies_agency SET dissolved_on = $2, successor_id = $3 WHERE id = $1 AND dissolved_on IS NULL RETURNING slug
"""
# Who was to begin later never begins.
_END_POSTS = """
UPDATE agencies_appointment SET until_on = greatest($2::date, from_on - 1) WHERE agency_id = $1 AND until_on IS NULL
"""


class DissolveAgency(Wish):
    agency: str
    successor: str


class Dissolved(BaseModel):
    model_config = ConfigDict(frozen=True)

    agency: str
    successor: str


async def about(context: Context, wish: DissolveAgency) -> Subject:
    return await queries.subject(context, wish.agency)


@action("agency.dissolve", entry="agency.dissolved", about=about)
async def dissolve_agency(context: Context, wish: DissolveAgency) -> Dissolved:
    """Raises Invalid for the body itself as successor, Conflict where one of the two is dissolved already."""
    await value(ALONE)
    old = await queries.by_slug(context, wish.agency)
    heir = await queries.by_slug(context, wish.successor)
    if heir.id == old.id:
        raise Invalid("agency.own_successor", field="successor")
    if old.is_dissolved:
        raise Conflict("agency.already_dissolved", day=old.dissolved_on)
    if heir.is_dissolved:
        raise Conflict("agency.successor_dissolved")
    await hand_over(context, old.id, heir.id)
    context.record("agency.dissolved", old.slug, successor=heir.slug)
    return Dissolved(agency=old.slug, successor=heir.slug)


async def hand_over(context: Context, agency_id: UUID, successor_id: UUID) -> None:
    """Dissolve into a living body, end the posts, and tell everybody who keeps things for the body."""
    done = await row(_DISSOLVE, agency_id, context.today, successor_id)
    if done is None:
        raise Conflict("agency.already_dissolved", day=context.today)
    await execute(_END_POSTS, agency_id, context.today)
    context.tell("agency.succeeded", done["slug"], agency_id=str(agency_id), successor_id=str(successor_id))
