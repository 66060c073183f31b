"""Reading petitions by their number or direct link. What the reader may not see is not found."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.db import rows
from hearing_state.errors import NotFound
from hearing_state.ids import is_reference
from hearing_state.permissions import Subject
from petitions.drafting.drafts import begun, draft
from petitions.drafting.held import is_open_to_all
from petitions.drafting.models import EventRow, PetitionRow

__all__ = [
    "begun",
    "by_key",
    "by_keys",
    "draft",
    "events",
    "is_own",
    "mine",
    "petitions",
    "subject",
    "subject_of",
]
LINK_LENGTH = 43
_LAST = "SELECT id FROM drafting_petition WHERE author_id = $1 ORDER BY filed_at DESC LIMIT 50"


def subject_of(row: PetitionRow) -> Subject:
    return Subject(about=row.ref, owner=row.author_id, agencies=frozenset({row.agency_id}), state=row.state)


async def subject(context: Context, ref: str) -> Subject:
    """The petition as something to act on. Raises NotFound."""
    del context
    row = await PetitionRow.get_or_none(ref=ref)
    if row is None:
        raise NotFound("petition.not_found")
    return subject_of(row)


async def by_key(context: Context, key: str) -> PetitionRow:
    """By number, where the reader may see it; or by the secret of the direct link, for whoever was given it. Raises NotFound."""
    if is_reference(key, "P"):
        row = await PetitionRow.get_or_none(ref=key)
        if row is not None and (is_open_to_all(row) or may_see_hidden(context, row)):
            return row
    elif len(key) == LINK_LENGTH:
        row = await PetitionRow.get_or_none(link=key)
        if row is not None and not row.is_hidden:
            return row
    raise NotFound("petition.not_found")


async def by_keys(asked: Sequence[tuple[Context, str]]) -> list[PetitionRow | NotFound]:
    """The same for many readers at once: each petition is read once."""
    keys = {key for _context, key in asked}
    refs = [key for key in keys if is_reference(key, "P")]
    links = [key for key in keys if len(key) == LINK_LENGTH]
    found: dict[str, PetitionRow] = (
        {row.ref: row for row in await PetitionRow.filter(ref__in=refs)} if refs else {}
    )
    if links:
        rows_by_link = await PetitionRow.filter(link__in=links)
        found |= {str(row.link): row for row in rows_by_link if not row.is_hidden}
    return [_for_reader(context, key, found.get(key)) for context, key in asked]


def _for_reader(context: Context, key: str, row: PetitionRow | None) -> PetitionRow | NotFound:
    is_shown = row is not None and (key != row.ref or is_open_to_all(row) or may_see_hidden(context, row))
    return row if row is not None and is_shown else NotFound("petition.not_found")


def may_see_hidden(context: Context, row: PetitionRow) -> bool:
    return permitted(context, "petition.see_hidden", subject_of(row))


def is_own(context: Context, row: PetitionRow) -> bool:
    return row.author_id is not None and row.author_id == context.actor.person_id


async def mine(context: Context) -> list[PetitionRow]:
    found = [each["id"] for each in await rows(_LAST, context.actor.person_id)]
    return await PetitionRow.filter(id__in=found).order_by("-filed_at")


async def petitions(context: Context, ids: list[UUID]) -> dict[UUID, PetitionRow]:
    del context
    return {each.id: each for each in await PetitionRow.filter(id__in=ids)}


async def events(context: Context, row: PetitionRow) -> list[EventRow]:
    """The timeline, oldest first."""
    del context
    return await EventRow.filter(petition_id=row.id).order_by("happened_at", "id")
