"""News of a meeting on their way to everybody who registered: so many at once, then the next."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime

from hearing_state.actions import Context, Wish, action
from hearing_state.db import rows
from hearing_state.permissions import Subject
from meetings.registration import held, queries

AT_ONCE = 500
News = Literal["moved", "cancelled", "changed"]
# Who registered after the change has read it on the page. In the order of identifiers, so that the next time goes on behind the last.
_NEXT = f"""
SELECT e.id FROM registration_entry e WHERE e.meeting_id = $1 AND {queries.LIVE_SQL} AND e.registered_at <= $2
   AND ($3::uuid IS NULL OR e.id > $3) ORDER BY e.id LIMIT $4
"""


class Spread(Wish):
    """``made_at``: when the meeting was changed; the words stand in its history. ``after``: the last one who was told."""

    meeting: UUID
    news: News
    made_at: AwareDatetime
    after: UUID | None = None


async def about(context: Context, wish: Spread) -> Subject:
    return await queries.meeting_subject(context, wish.meeting)


@action("registration.spread", entry="registration.spread", about=about, public=False)
async def spread(context: Context, wish: Spread) -> int:
    """How many were told this time. One line of the outbox each: a letter that fails keeps no other waiting."""
    found = [each["id"] for each in await rows(_NEXT, wish.meeting, wish.made_at, wish.after, AT_ONCE)]
    held.tell(context, "news", found, news=wish.news, made_at=wish.made_at.isoformat())
    if len(found) == AT_ONCE:
        going_on = wish.model_copy(update={"after": found[-1]}).model_dump(mode="json")
        context.tell("registration.spread_on", f"meeting:{wish.meeting}", **going_on)
    return len(found)
