"""A moderator hid a thing without anybody having reported it: the decision stands here as well, so that it can be appealed."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.moderation.models import Decision
from hearing_state.moderation.reason import require_reason
from hearing_state.moderation.things import is_public, shown
from hearing_state.permissions import Subject


class RecordDecision(Wish):
    """Called by the owner of the thing, before it hides it, with who decided so. ``use``: among which reasons of
    ``reasons.toml`` it was chosen; not all of a petition's hide it.
    """

    about: str = Field(max_length=120)
    reason: str = Field(max_length=40)
    decided_by: UUID
    use: Literal["hide", "petition"] = "hide"
    explanation: str = Field("", max_length=2000)


async def about(context: Context, wish: RecordDecision) -> Subject:
    thing = await shown(context.as_system(), wish.about)
    return Subject(about=thing.about, owner=thing.author_id)


@action("moderation.record_decision", entry="moderation.decided", about=about, hides=True)
async def record_decision(context: Context, wish: RecordDecision) -> UUID:
    reason = require_reason(wish.reason, wish.use)
    thing = await shown(context.as_system(), wish.about)
    made = await Decision.create(
        about=wish.about,
        outcome="upheld",
        reason=reason.code,
        hides=reason.hides,
        was_public=await is_public(context, wish.about),
        explanation=wish.explanation,
        author_id=thing.author_id,
        decided_by=wish.decided_by,
        decided_at=context.now,
        state="decided",
    )
    facts: dict[str, Any] = {
        "decision": str(made.id),
        "outcome": "upheld",
        "reason": reason.code,
        "hides": reason.hides,
    }
    context.record("moderation.decided", wish.about, **facts)
    context.tell("moderation.decided", wish.about, **facts)
    return made.id
