"""An administrator gives a body its new name; the old one is kept with the day until which it was borne."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries
from hearing_state.agencies.offices import folded_names
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from hearing_state.permissions import Subject

_KEEP = "INSERT INTO agencies_former_name (id, agency_id, name_kk, name_ru, name_en, until_on) VALUES ($1, $2, $3, $4, $5, $6)"
_RENAME = """
UPDATE agencies_agency SET name_kk = $2, name_ru = $3, name_en = $4, folded = $5, is_named_by_hand = true
 WHERE id = $1 AND dissolved_on IS NULL
"""


class RenameAgency(Wish):
    agency: str
    name_kk: str = Field(min_length=3, max_length=300)
    name_ru: str = Field(min_length=3, max_length=300)
    name_en: str = Field(min_length=3, max_length=300)


async def about(context: Context, wish: RenameAgency) -> Subject:
    return await queries.subject(context, wish.agency)


@action("agency.rename", entry="agency.renamed", about=about)
async def rename_agency(context: Context, wish: RenameAgency) -> None:
    """Raises Conflict for a dissolved body. The address of its page stays."""
    old = await queries.by_slug(context, wish.agency)
    names = (wish.name_kk, wish.name_ru, wish.name_en)
    if names == (old.name_kk, old.name_ru, old.name_en):
        return
    if not await execute(_RENAME, old.id, *names, folded_names(*names)):
        raise Conflict("agency.already_dissolved", day=old.dissolved_on)
    await execute(_KEEP, new_id(), old.id, old.name_kk, old.name_ru, old.name_en, context.today)
    context.record(
        "agency.renamed", old.slug, name_kk=wish.name_kk, name_ru=wish.name_ru, name_en=wish.name_en
    )
