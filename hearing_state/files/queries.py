"""Reading attachments. What the reader may not see is not found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from hearing_state.files.kinds import Kind
from hearing_state.files.shelf import Shelf
from hearing_state.files.visibility import StoredFile, is_visible
from hearing_state.permissions import Subject

COLUMNS = "id, digest, kind, size, name, owner_id, attached_to, stored_at"
_ONE = f"SELECT {COLUMNS} FROM files_attachment WHERE id = $1"
_OF_THING = f"SELECT {COLUMNS} FROM files_attachment WHERE attached_to = $1 ORDER BY attached_at, id"

_OF_THINGS = (
    f"SELECT {COLUMNS} FROM files_attachment WHERE attached_to = ANY ($1::text[]) ORDER BY attached_at, id"
)


async def file(context: Context, file_id: UUID | str) -> StoredFile:
    """An attachment that this reader may see. Raises NotFound."""
    found = await one(file_id)
    if permitted(context, "file.see", Subject(owner=found.owner_id)):
        return found
    if found.attached_to is not None and await is_visible(context, found):
        return found
    raise NotFound("file.not_found")


async def attached(context: Context, about: str) -> Sequence[StoredFile]:
    """The files of one thing that this reader may see, in the order in which they were attached."""
    found = [stored_from(each) for each in await rows(_OF_THING, about)]
    is_owner = [permitted(context, "file.see", Subject(owner=each.owner_id)) for each in found]
    return [each for each, own in zip(found, is_owner, strict=True) if own or await is_visible(context, each)]


async def attached_to_each(abouts: Iterable[str]) -> dict[str, list[StoredFile]]:
    """The files of several things, for the package that owns them and has found that the reader may see them."""
    found: dict[str, list[StoredFile]] = {}
    for each in await rows(_OF_THINGS, list(abouts)):
        found.setdefault(each["attached_to"], []).append(stored_from(each))
    return found


async def content_path(context: Context, file_id: UUID | str) -> tuple[StoredFile, Path]:
    """The attachment and where its content lies. Raises NotFound."""
    found = await file(context, file_id)
    path = Shelf(context.settings.data_dir).path(found.digest)
    if not path.is_file():
        raise NotFound("file.not_found")
    return found, path


async def one(file_id: UUID | str) -> StoredFile:
    """For actions, which ask the permission table themselves. Raises NotFound."""
    try:
        wanted = file_id if isinstance(file_id, UUID) else UUID(file_id)
    except ValueError:
        raise NotFound("file.not_found") from None
    found = await row(_ONE, wanted)
    if found is None:
        raise NotFound("file.not_found")
    return stored_from(found)


def stored_from(found: dict[str, Any]) -> StoredFile:
    return StoredFile(**{**found, "id": UUID(str(found["id"])), "kind": Kind(found["kind"])})
