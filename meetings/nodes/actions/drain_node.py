"""No new meeting comes to this node; those on it go on until they end. Undone by `undo_drain`."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.nodes import queries

_DRAIN = "UPDATE nodes_node SET drained_at = $2 WHERE name = $1 AND drained_at IS NULL"


class DrainNode(Wish):
    node: str = Field(max_length=40)


async def about(context: Context, wish: DrainNode) -> Subject:
    return Subject(about=(await queries.node(context, wish.node)).name)


@action("node.drain", entry="node.drained", about=about, public=False)
async def drain_node(context: Context, wish: DrainNode) -> None:
    """Raises Conflict when it is drained already."""
    if not await execute(_DRAIN, wish.node, context.now):
        raise Conflict("node.drained_already")
