"""A reader takes back that she stopped. What happened meanwhile is told in the next letter only if it was gathered before."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.following import queries

_ALL = "UPDATE following_reader SET stopped_at = NULL WHERE id = $1"
_ONE = "UPDATE following_follow SET stopped_at = NULL WHERE reader_id = $1 AND id = $2"


class Resume(Wish):
    """``follow``: that thing alone; all letters without it."""

    key: str = Field(max_length=120)
    follow: UUID | None = None


@action("following.resume", entry="following.resumed", public=False)
async def resume(context: Context, wish: Resume) -> None:
    """Raises NotFound for a link that is not ours."""
    reader = await queries.reader_id(context, wish.key)
    if wish.follow is None:
        await execute(_ALL, reader)
    else:
        await execute(_ONE, reader, wish.follow)
