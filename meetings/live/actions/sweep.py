"""Tickets that can open nothing any more are forgotten."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.retention import RETENTION

_OLD = "DELETE FROM live_ticket WHERE expires_at < $1::timestamptz - make_interval(days => $2::int)"


class Sweep(Wish):
    pass


@action("live.sweep", entry="live.swept", public=False)
async def sweep(context: Context, wish: Sweep) -> int:
    """How many."""
    del wish
    return await execute(_OLD, context.now, RETENTION.days("live_ticket", "person_id"))
