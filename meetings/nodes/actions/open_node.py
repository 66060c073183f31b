"""A media node has started: from now on meetings may be placed on it."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.ids import new_id
from hearing_state.permissions import Subject

_OPEN = """
INSERT INTO nodes_node (id, name, kind, address, life, capacity, opened_at, heard_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())
ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, address = excluded.address, life = excluded.life, capacity = excluded.capacity,
   opened_at = excluded.opened_at, heard_at = excluded.heard_at, seats = 0, rooms = 0, busy = 0, late = 0
RETURNING id
"""


class OpenNode(Wish):
    """``life`` is new at each start. A node that was drained stays so until an administrator lets meetings in again."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,39}$")
    kind: Literal["embedded", "janus"]
    address: str = Field(pattern=r"^(unix:/|tcp:)[^\s]{1,190}$")
    life: UUID
    capacity: int = Field(ge=1, le=100_000)


async def about(_context: Context, wish: OpenNode) -> Subject:
    return Subject(about=wish.name)


@action("node.open", entry="node.opened", about=about, public=False)
async def open_node(context: Context, wish: OpenNode) -> UUID:
    found = await value(
        _OPEN, new_id(), wish.name, wish.kind, wish.address, wish.life, wish.capacity, context.now
    )
    assert isinstance(found, UUID)
    return found
