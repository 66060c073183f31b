"""Somebody who had asked says, once, that what counts as kept was not done. Everybody sees that it was said; the office may answer."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row as one
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.commitments import held, sight
from meetings.commitments.commitment import TEXT_MIN, EventKind

WORDS_MAX = 1000
_CONTEST = """
INSERT INTO commitments_contest (id, commitment_id, person_id, text, made_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (commitment_id, person_id) DO NOTHING RETURNING id
"""


class Contest(Wish):
    """``text``: what is missing; the office alone reads it."""

    commitment: str = Field(max_length=20)
    text: str = Field(min_length=TEXT_MIN, max_length=WORDS_MAX)


async def about(context: Context, wish: Contest) -> Subject:
    return await sight.subject_of_asker(context, wish.commitment)


@action("commitment.contest", entry="commitment.contested", about=about)
async def contest(context: Context, wish: Contest) -> None:
    """Raises Conflict for a second time."""
    row = await held.hold(wish.commitment)
    held.step(row, "contest")
    made = await one(_CONTEST, new_id(), row.id, context.actor.person_id, wish.text, context.now)
    if made is None:
        raise Conflict("commitment.contested_already")
    row.contests += 1
    await row.save()
    await held.happened(context, row, EventKind.CONTESTED, contests=row.contests)
