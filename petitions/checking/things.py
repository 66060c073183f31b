"""Petitions as things that can be reported, decided on and appealed."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.ids import is_reference
from hearing_state.moderation.things import Thing
from petitions.drafting import queries


async def thing(context: Context, ref: str) -> Thing | None:
    """Only by its number, and only what this reader may read; the house itself always gets it."""
    if not is_reference(ref, "P"):
        return None
    try:
        row = await queries.by_key(context, ref)
    except NotFound:
        return None
    return Thing(ref, row.title, f"/{context.locale}/petitions/{ref}", row.author_id)
