"""The quarter's schedule of receptions is published in both languages; the law wants it before the quarter begins."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.clock import ALMATY
from hearing_state.db import rows
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.receptions.booking import quarter_of

_PUBLISH = """
UPDATE receptions_hours SET published_at = $4 WHERE agency_id = $1 AND starts_at >= $2 AND starts_at < $3 AND published_at IS NULL
 AND cancelled_at IS NULL AND starts_at > $4 RETURNING ref
"""


class Publish(Wish):
    """``day``: any day of the quarter."""

    agency: str = Field(max_length=200)
    day: date


async def about(context: Context, wish: Publish) -> Subject:
    return await agencies.subject(context, wish.agency)


@action("reception.publish", entry="reception.published", about=about)
async def publish(context: Context, wish: Publish) -> int:
    """How many hours were published. Raises Conflict for none."""
    body = await agencies.by_slug(context, wish.agency)
    first, last = quarter_of(wish.day)
    span = [datetime.combine(day, time.min, ALMATY) for day in (first, last + timedelta(days=1))]
    found = await rows(_PUBLISH, body.id, *span, context.now)
    if not found:
        raise Conflict("reception.nothing_to_publish")
    is_in_time = context.today < first
    context.record("reception.published", body.slug, quarter_from=first, hours=len(found), in_time=is_in_time)
    return len(found)
