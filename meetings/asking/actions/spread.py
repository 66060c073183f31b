"""What became of a question on its way to those who asked it and those who stood behind it: so many at once, then the next."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import rows
from hearing_state.permissions import Subject
from meetings.asking import queries

AT_ONCE = 500
News = Literal["answered", "taken_away", "written"]
# Everybody once, as an asker where she asked one of them herself. In the order of keys, so that the next time goes on behind the last.
_NEXT = """
SELECT DISTINCT ON (s.supporter) s.id, encode(s.supporter, 'hex') AS key FROM asking_support s JOIN asking_question q ON q.id = s.question_id
 WHERE s.person_id IS NOT NULL AND s.supported_at <= $2 AND s.supporter > decode($3, 'hex')
   AND (q.ref = $1 OR q.bundle_id = (SELECT bundle_id FROM asking_question WHERE ref = $1))
 ORDER BY s.supporter, s.is_own DESC, s.id LIMIT $4
"""


class Spread(Wish):
    """``question``: the lead's number. ``made_at``: when it happened. ``after``: the key of the last one who was told."""

    question: str = Field(max_length=20)
    news: News
    made_at: AwareDatetime
    after: str = Field("", pattern=r"^[0-9a-f]{0,64}$")


async def about(context: Context, wish: Spread) -> Subject:
    return await queries.subject(context, wish.question)


@action("asking.spread", entry="asking.spread", about=about, public=False)
async def spread(context: Context, wish: Spread) -> int:
    """How many were told this time. One line of the outbox each: a letter that fails keeps no other waiting."""
    found = await rows(_NEXT, wish.question, wish.made_at, wish.after, AT_ONCE)
    for each in found:
        told = {
            "support": each["id"],
            "news": wish.news,
            "lead": wish.question,
            "made_at": wish.made_at.isoformat(),
        }
        context.tell("asking.news", f"support:{each['id']}", **told)
    if len(found) == AT_ONCE:
        going_on = wish.model_copy(update={"after": found[-1]["key"]}).model_dump(mode="json")
        context.tell("asking.spread_on", wish.question, **going_on)
    return len(found)
