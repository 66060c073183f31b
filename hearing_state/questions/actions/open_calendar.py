"""An official gets a secret address under which a calendar reads her own last days; an earlier address ends."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import SignInNeeded
from hearing_state.ids import new_id

_OPEN = """
INSERT INTO questions_calendar (id, person_id, made_at) VALUES ($1, $2, $3)
ON CONFLICT (person_id) DO UPDATE SET id = excluded.id, made_at = excluded.made_at
"""


class OpenCalendar(Wish):
    pass


@action("question.open_calendar", entry="question.calendar_opened", public=False)
async def open_calendar(context: Context, wish: OpenCalendar) -> None:
    """Who was told the old address reads nothing any more."""
    del wish
    if context.actor.person_id is None:
        raise SignInNeeded()
    await execute(_OPEN, new_id(), context.actor.person_id, context.now)
