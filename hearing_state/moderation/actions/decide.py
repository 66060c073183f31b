"""A moderator decides on the reports of a thing, with a coded public reason."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import rows
from hearing_state.errors import Conflict, Forbidden
from hearing_state.moderation.models import Decision
from hearing_state.moderation.reason import require_reason
from hearing_state.moderation.things import is_public, shown
from hearing_state.permissions import Subject

_SETTLE = """
UPDATE moderation_report SET decision_id = $2 WHERE about = $1 AND decision_id IS NULL RETURNING reporter_id
"""


class Decide(Wish):
    about: str = Field(max_length=120)
    outcome: Literal["upheld", "dismissed"]
    reason: str = Field(max_length=40)
    explanation: str = Field(min_length=10, max_length=2000)


async def about(context: Context, wish: Decide) -> Subject:
    thing = await shown(context.as_system(), wish.about)
    return Subject(about=thing.about, owner=thing.author_id)


@action("moderation.decide", entry="moderation.decided", about=about, hides=True)
async def decide(context: Context, wish: Decide) -> UUID:
    """All open reports of the thing are settled by it. Raises Conflict where there is none."""
    reason = require_reason(wish.reason, "hide" if wish.outcome == "upheld" else "keep")
    if context.actor.person_id is None:
        raise Forbidden()
    thing = await shown(context.as_system(), wish.about)
    made = await Decision.create(
        about=wish.about,
        outcome=wish.outcome,
        reason=reason.code,
        hides=reason.hides,
        was_public=await is_public(context, wish.about),
        explanation=wish.explanation,
        author_id=thing.author_id,
        decided_by=context.actor.person_id,
        decided_at=context.now,
        state="decided",
    )
    if not await rows(_SETTLE, wish.about, made.id):
        raise Conflict("moderation.nothing_reported")
    facts: dict[str, Any] = {
        "decision": str(made.id),
        "outcome": wish.outcome,
        "reason": reason.code,
        "hides": reason.hides,
    }
    context.record("moderation.decided", wish.about, **facts)
    context.tell("moderation.decided", wish.about, **facts)
    return made.id
