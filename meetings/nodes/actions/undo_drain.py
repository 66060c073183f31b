"""New meetings may come to this node again."""

from __future__ import annotations

from hearing_state.actions import Context, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.nodes import queries
from meetings.nodes.actions.drain_node import DrainNode

_UNDO = "UPDATE nodes_node SET drained_at = NULL WHERE name = $1 AND drained_at IS NOT NULL"


class UndoDrain(DrainNode):
    pass


async def about(context: Context, wish: UndoDrain) -> Subject:
    return Subject(about=(await queries.node(context, wish.node)).name)


@action("node.undo_drain", entry="node.drain_undone", about=about, public=False)
async def undo_drain(_context: Context, wish: UndoDrain) -> None:
    """Raises Conflict when it is not drained."""
    if not await execute(_UNDO, wish.node):
        raise Conflict("node.not_drained")
