"""Somebody throws a draft away."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Call, Context, Together, Wish, action
from hearing_state.db import rows
from hearing_state.errors import NotFound, Problem
from hearing_state.ids import secret_digest

# Whoever is first takes it; nobody else's draft is touched.
_TAKE = """
DELETE FROM questions_draft d USING (
  SELECT DISTINCT ON (mine.id) mine.id, n.place
    FROM questions_draft mine
    JOIN unnest($1::uuid[], $2::uuid[], $3::bytea[]) WITH ORDINALITY AS n (draft, owner, secret, place)
      ON mine.id = n.draft AND (mine.owner_id = n.owner OR mine.secret_digest = n.secret)
   ORDER BY mine.id, n.place
) AS taken WHERE d.id = taken.id RETURNING taken.place
"""


class DiscardDraft(Wish):
    draft: UUID
    secret: str | None = Field(None, max_length=100)


async def discard_all(calls: Sequence[Call[DiscardDraft]]) -> list[Problem | None]:
    taken = await rows(
        _TAKE,
        [each.wish.draft for each in calls],
        [each.context.actor.person_id for each in calls],
        [secret_digest(each.wish.secret) if each.wish.secret else None for each in calls],
    )
    gone = {each["place"] for each in taken}
    return [
        None if place in gone else NotFound("question.no_such_draft") for place in range(1, len(calls) + 1)
    ]


@action(
    "question.discard_draft", entry="question.draft_discarded", public=False, together=Together(discard_all)
)
async def discard_draft(context: Context, wish: DiscardDraft) -> None:
    (answer,) = await discard_all([Call(context, wish)])
    if answer is not None:
        raise answer
