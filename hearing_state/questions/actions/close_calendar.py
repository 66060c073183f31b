"""The secret address of an official's own last days ends."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute


class CloseCalendar(Wish):
    pass


@action("question.close_calendar", entry="question.calendar_closed", public=False)
async def close_calendar(context: Context, wish: CloseCalendar) -> None:
    """Twice is as good as once."""
    del wish
    await execute("DELETE FROM questions_calendar WHERE person_id = $1", context.actor.person_id)
