"""A reader stops one thing, or all letters. No sign-in: the link of the letter is the proof. Kept for a month, so that it can be taken back."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.following import queries

_ALL = "UPDATE following_reader SET stopped_at = $2 WHERE id = $1 AND stopped_at IS NULL"
_ONE = "UPDATE following_follow SET stopped_at = $3 WHERE reader_id = $1 AND id = $2 AND stopped_at IS NULL"


class Stop(Wish):
    """``follow``: that thing alone; all letters without it."""

    key: str = Field(max_length=120)
    follow: UUID | None = None


@action("following.stop", entry="following.ended", public=False)
async def stop(context: Context, wish: Stop) -> None:
    """Twice is as good as once. Raises NotFound for a link that is not ours."""
    reader = await queries.reader_id(context, wish.key)
    if wish.follow is None:
        await execute(_ALL, reader, context.now)
    else:
        await execute(_ONE, reader, wish.follow, context.now)
