"""The owner's office answers those who say that the promise was not kept. Everybody reads the answer."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import rows
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.commitments import held, sight
from meetings.commitments.commitment import TEXT_MAX, TEXT_MIN, EventKind

_ANSWER = """
UPDATE commitments_contest SET answer = $2, answered_at = $3, answered_by = $4 WHERE commitment_id = $1 AND answered_at IS NULL RETURNING id
"""


class Defend(Wish):
    """One answer to all who said so and have none yet."""

    commitment: str = Field(max_length=20)
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)


async def about(context: Context, wish: Defend) -> Subject:
    return await sight.subject(context, wish.commitment)


@action("commitment.defend", entry="commitment.defended", about=about)
async def defend(context: Context, wish: Defend) -> None:
    """Raises Conflict where nobody waits for an answer."""
    row = await held.hold(wish.commitment)
    held.step(row, "defend")
    answered = await rows(_ANSWER, row.id, wish.text, context.now, context.actor.person_id)
    if not answered:
        raise Conflict("commitment.nobody_contests")
    await held.happened(context, row, EventKind.DEFENDED, text=wish.text, answered=len(answered))
