"""A body says in public what is wrong with its figures, before they are published; it stands beside them."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.db import value
from hearing_state.errors import Conflict, NotFound
from hearing_state.figures import editions
from hearing_state.figures.models import ObjectionRow
from hearing_state.figures.month import Month
from hearing_state.ids import new_id
from hearing_state.permissions import Subject

_HAS_LINE = "SELECT 1 FROM figures_line WHERE edition_id = $1 AND agency_id = $2"
_OBJECTED = "SELECT 1 FROM figures_objection WHERE edition_id = $1 AND agency_id = $2"


class Object(Wish):
    agency: str = Field(max_length=200)
    month_on: date
    text: str = Field(min_length=20, max_length=2000)


async def about(context: Context, wish: Object) -> Subject:
    return await agencies.subject(context, wish.agency)


@action("figures.object", entry="figures.objected", about=about)
async def object_(context: Context, wish: Object) -> None:
    """Raises NotFound where the body has no figures there, Conflict when they are public already or it was said before."""
    body = await agencies.by_slug(context, wish.agency)
    month = Month.of(wish.month_on)
    edition = await editions.latest(context, month)
    if edition is None or not await value(_HAS_LINE, edition.id, body.id):
        raise NotFound("figures.not_found")
    if edition.published_at is not None:
        raise Conflict("figures.published_already")
    if await value(_OBJECTED, edition.id, body.id):
        raise Conflict("figures.objected_already")
    await ObjectionRow.create(
        id=new_id(),
        edition_id=edition.id,
        agency_id=body.id,
        text=wish.text,
        filed_by=context.actor.person_id,
        filed_at=context.now,
    )
    context.record("figures.objected", body.slug, month=month.written, text=wish.text)
