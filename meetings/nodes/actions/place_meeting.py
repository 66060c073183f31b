"""A meeting gets a living node: its own, or another one when that has died. Two who try at the same moment get the same."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, row
from hearing_state.errors import Unavailable
from hearing_state.permissions import Subject
from meetings.nodes import queries
from meetings.nodes.node import Placed

_SEEN = "SELECT node_id, life FROM nodes_placement WHERE meeting_id = $1"
# The second of two waits here for the first, and then finds another node than the one it saw dead: its own choice is not taken.
_PLACE = """
INSERT INTO nodes_placement (meeting_id, node_id, life, placed_at) VALUES ($1, $2, $3, clock_timestamp())
ON CONFLICT (meeting_id) DO UPDATE SET node_id = excluded.node_id, life = excluded.life, placed_at = excluded.placed_at,
   moves = nodes_placement.moves + 1
 WHERE nodes_placement.node_id = $4 AND nodes_placement.life = $5
"""


class PlaceMeeting(Wish):
    meeting: UUID


async def about(_context: Context, wish: PlaceMeeting) -> Subject:
    return Subject(about=str(wish.meeting))


@action("node.place", entry="node.meeting_placed", about=about, public=False)
async def place_meeting(context: Context, wish: PlaceMeeting) -> Placed:
    """Raises Unavailable when no node lives or all are full or drained."""
    seen = await row(_SEEN, wish.meeting)
    living = await queries.where(context, wish.meeting)
    if living is not None:
        return living
    chosen = await queries.best(context)
    if chosen is None:
        raise Unavailable("node.none")
    before = (seen["node_id"], seen["life"]) if seen else (None, None)
    await execute(_PLACE, wish.meeting, chosen.node, chosen.life, *before)
    placed = await queries.where(context, wish.meeting)
    if placed is None:
        raise Unavailable("node.none")
    return placed
