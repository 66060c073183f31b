"""Somebody wishes that the house forgets her. For some days it can be taken back."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.db import value
from hearing_state.errors import Conflict, Invalid
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.people.queries import own_subject
from hearing_state.privacy.models import ErasureRow
from hearing_state.privacy.terms import COOLING

_WAITING = """
SELECT 1 FROM privacy_erasure WHERE person_id = $1 AND undone_at IS NULL AND erased_at IS NULL LIMIT 1
"""


class AskErasure(Wish):
    """``is_sure``: she has read what goes and what stays."""

    is_sure: bool = False


@action("privacy.ask_erasure", entry="privacy.erasure_asked", about=own_subject, public=False)
async def ask_erasure(context: Context, wish: AskErasure) -> datetime:
    """When it will be done. Raises Invalid, and Conflict where it is asked for already."""
    if not wish.is_sure:
        raise Invalid("privacy.not_sure", field="is_sure")
    person_id = context.actor.person_id
    if await value(_WAITING, person_id):
        raise Conflict("privacy.erasure_asked_already")
    made = await ErasureRow.create(person_id=person_id, asked_at=context.now, due_at=context.now + COOLING)
    letter = Notify(
        person_id=person_id,
        template="privacy/erasure_asked",
        about=f"erasure:{made.id}",
        values={"path": "/me/data", "due_on": made.due_at.date().isoformat()},
    )
    await by_law(context, notify, letter)
    return made.due_at
