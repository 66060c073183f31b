"""She stays after all: the wish to be erased is taken back before its day."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.people.queries import own_subject

_UNDO = "UPDATE privacy_erasure SET undone_at = $2 WHERE person_id = $1 AND undone_at IS NULL AND erased_at IS NULL"


class UndoErasure(Wish):
    pass


@action("privacy.undo_erasure", entry="privacy.erasure_undone", about=own_subject, public=False)
async def undo_erasure(context: Context, wish: UndoErasure) -> None:
    """Raises Conflict where there is none."""
    del wish
    if not await execute(_UNDO, context.actor.person_id, context.now):
        raise Conflict("privacy.no_erasure")
