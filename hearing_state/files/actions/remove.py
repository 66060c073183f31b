"""Somebody takes a file back that is not attached to anything yet."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.files import queries
from hearing_state.permissions import Subject

_REMOVE = "DELETE FROM files_attachment WHERE id = $1 AND attached_to IS NULL"


class Remove(Wish):
    file: UUID


async def about(context: Context, wish: Remove) -> Subject:
    del context
    found = await queries.one(wish.file)
    return Subject(about=str(found.id), owner=found.owner_id)


@action("file.remove", entry="file.removed", about=about, public=False)
async def remove(context: Context, wish: Remove) -> None:
    """The row goes; the content goes with the next sweep, unless another row needs it."""
    del context
    if not await execute(_REMOVE, wish.file):
        raise Conflict("file.attached_elsewhere")
