"""There is no tension any more, or there never was: no meeting out of calendar is owed. Everybody reads why."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.coverage import tension

_END = "UPDATE coverage_tension SET ended_at = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL"


class EndTension(Wish):
    """``tension``: its id. ``reason``: in words that name nobody."""

    tension: str = Field(max_length=36)
    reason: str = Field(min_length=10, max_length=500)


async def about(context: Context, wish: EndTension) -> Subject:
    return await tension.subject_above(context, await tension.tension(context, wish.tension))


@action("tension.end", entry="tension.ended", about=about)
async def end_tension(context: Context, wish: EndTension) -> None:
    """Raises Conflict where it was ended or answered by a meeting."""
    found = await tension.tension(context, wish.tension)
    if not found.is_open or not await execute(_END, found.id, context.now, wish.reason):
        raise Conflict("tension.not_open")
    context.record("tension.ended", found.place.code, agency=found.agency.id, reason=wish.reason)
