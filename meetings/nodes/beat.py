"""A node says once a second that it lives and how full it is. Not an action: a fact of the machine, and one a second would bury the log."""

from __future__ import annotations

from uuid import UUID

from hearing_state.db import execute
from meetings.media.engine import NodeStats

_BEAT = """
UPDATE nodes_node SET heard_at = clock_timestamp(), seats = $3, rooms = $4, busy = $5, late = $6 WHERE name = $1 AND life = $2
"""
_FAREWELL = "UPDATE nodes_node SET heard_at = '-infinity' WHERE name = $1 AND life = $2"


async def beat(name: str, life: UUID, stats: NodeStats) -> bool:
    """False when another process opened under this name: this one must end."""
    return bool(await execute(_BEAT, name, life, stats.seats, stats.rooms, stats.busy, stats.late))


async def farewell(name: str, life: UUID) -> None:
    """It ends in order: its meetings may move at once, without waiting for its silence."""
    await execute(_FAREWELL, name, life)
