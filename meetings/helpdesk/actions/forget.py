"""A week after a meeting its requests for help are gone."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from meetings.helpdesk.helpdesk import KEPT

_OLD = """
DELETE FROM helpdesk_message h USING schedule_meeting m
 WHERE m.id = h.meeting_id AND coalesce(m.finished_at, m.cancelled_at, m.ends_at) < $1
"""


class Forget(Wish):
    pass


@action("helpdesk.forget", entry="helpdesk.forgotten", public=False)
async def forget(context: Context, wish: Forget) -> int:
    """How many."""
    del wish
    return await execute(_OLD, context.now - KEPT)
