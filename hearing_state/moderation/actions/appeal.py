"""The author of a thing appeals the decision about it."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict, SignInNeeded
from hearing_state.moderation import models, queries
from hearing_state.moderation.reason import APPEAL_WITHIN, LIFE
from hearing_state.permissions import Subject

_MOVE = "UPDATE moderation_decision SET state = $2 WHERE id = $1 AND state = $3"


class Appeal(Wish):
    decision: UUID
    text: str = Field(min_length=10, max_length=4000)


async def about(context: Context, wish: Appeal) -> Subject:
    del context
    found = await queries.one("d.id", wish.decision)
    return Subject(about=found.about, owner=found.author_id, state=found.state)


@action("moderation.appeal", entry="moderation.appealed", about=about)
async def appeal(context: Context, wish: Appeal) -> UUID:
    """Once, within three months. Raises Conflict."""
    found = await queries.one("d.id", wish.decision)
    target = LIFE.after(found.state, "appeal")
    if context.now > found.decided_at + APPEAL_WITHIN:
        raise Conflict("moderation.appeal_too_late")
    if context.actor.person_id is None:
        raise SignInNeeded()
    if not await execute(_MOVE, found.id, target, found.state):
        raise Conflict("moderation.not_in_this_state")
    made = await models.Appeal.create(
        decision_id=found.id,
        appellant_id=context.actor.person_id,
        first_decided_by=found.decided_by,
        text=wish.text,
        made_at=context.now,
    )
    context.record("moderation.appealed", found.about, decision=str(found.id))
    context.tell("moderation.appealed", found.about, decision=str(found.id))
    return made.id
