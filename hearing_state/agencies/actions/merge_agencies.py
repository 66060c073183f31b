"""An administrator merges bodies into one that goes on."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries
from hearing_state.agencies.actions.dissolve_agency import ALONE, hand_over
from hearing_state.db import value
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject

BODIES_MAX = 50


class MergeAgencies(Wish):
    """``agencies`` end, ``into`` goes on and holds all that they held."""

    agencies: tuple[str, ...] = Field(min_length=1, max_length=BODIES_MAX)
    into: str


class Merged(BaseModel):
    model_config = ConfigDict(frozen=True)

    into: str
    merged: int


async def about(context: Context, wish: MergeAgencies) -> Subject:
    return await queries.subject(context, wish.into)


@action("agency.merge", entry="agency.merged", about=about)
async def merge_agencies(context: Context, wish: MergeAgencies) -> Merged:
    """Raises Invalid where a body would be merged into itself, Conflict where one is dissolved already."""
    await value(ALONE)
    into = await queries.by_slug(context, wish.into)
    if into.is_dissolved:
        raise Conflict("agency.successor_dissolved")
    merged = dict.fromkeys(wish.agencies)
    for slug in merged:
        old = await queries.by_slug(context, slug)
        if old.id == into.id:
            raise Invalid("agency.own_successor", field="agencies")
        await hand_over(context, old.id, into.id)
    context.record("agency.merged", into.slug, merged=list(merged))
    return Merged(into=into.slug, merged=len(merged))
