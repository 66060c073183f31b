"""A file that somebody sent is attached to a thing: a question, an answer."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, row, value
from hearing_state.errors import Conflict, Invalid
from hearing_state.files import queries
from hearing_state.files.kinds import PER_THING_MAX
from hearing_state.permissions import Subject

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('files:' || $1, 0))"
_HELD = "SELECT count(*) FROM files_attachment WHERE attached_to = $1"
_ATTACH = (
    "UPDATE files_attachment SET attached_to = $2, attached_at = $3 WHERE id = $1 AND attached_to IS NULL"
)


class Attach(Wish):
    file: UUID
    to: str = Field(pattern=r"^[A-Z]{1,3}-[A-Za-z0-9#:.-]{1,100}$")


async def about(context: Context, wish: Attach) -> Subject:
    del context
    found = await queries.one(wish.file)
    return Subject(about=wish.to, owner=found.owner_id)


@action("file.attach", entry="file.attached", about=about, public=False)
async def attach(context: Context, wish: Attach) -> None:
    """Once, and at most five to one thing. Attaching again to the same thing changes nothing."""
    await row(_ONE_AT_A_TIME, wish.to)
    found = await queries.one(wish.file)
    if found.attached_to == wish.to:
        return
    if await value(_HELD, wish.to) >= PER_THING_MAX:
        raise Invalid("file.too_many", field="files", maximum=PER_THING_MAX)
    if not await execute(_ATTACH, wish.file, wish.to, context.now):
        raise Conflict("file.attached_elsewhere")
    context.record("file.attached", wish.to, file=str(wish.file), form=found.kind, digest=found.digest)
