"""Somebody else than the first moderator decides on the appeal."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.moderation import queries
from hearing_state.moderation.reason import LIFE
from hearing_state.permissions import Subject

_DECIDE = """
UPDATE moderation_appeal SET outcome = $2, explanation = $3, decided_by = $4, decided_at = $5 WHERE id = $1 AND decided_at IS NULL
"""
_MOVE = "UPDATE moderation_decision SET state = $2 WHERE id = $1 AND state = $3"


class DecideAppeal(Wish):
    appeal: UUID
    outcome: Literal["granted", "rejected"]
    explanation: str = Field(min_length=10, max_length=2000)


async def about(context: Context, wish: DecideAppeal) -> Subject:
    del context
    found = await queries.one("a.id", wish.appeal)
    return Subject(
        about=found.about,
        owner=found.author_id,
        acted_by=frozenset({found.decided_by}),
        state=found.state,
    )


@action("moderation.decide_appeal", entry="moderation.appeal_decided", about=about)
async def decide_appeal(context: Context, wish: DecideAppeal) -> None:
    """Granted: the first decision does not stand; who hid the thing shows it again. Raises Conflict."""
    found = await queries.one("a.id", wish.appeal)
    verb = "grant" if wish.outcome == "granted" else "reject"
    target = LIFE.after(found.state, verb)
    person = context.actor.person_id
    if not await execute(_DECIDE, wish.appeal, wish.outcome, wish.explanation, person, context.now):
        raise Conflict("moderation.not_in_this_state")
    if not await execute(_MOVE, found.id, target, found.state):
        raise Conflict("moderation.not_in_this_state")
    stands = wish.outcome == "rejected"
    facts: dict[str, Any] = {
        "decision": str(found.id),
        "outcome": wish.outcome,
        "hides": found.hides and stands,
    }
    context.record("moderation.appeal_decided", found.about, **facts)
    context.tell("moderation.appeal_decided", found.about, **facts)
