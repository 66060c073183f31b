"""A life in which every action of the media nodes happens."""

from __future__ import annotations

from typing import Any
from uuid import UUID

THINGS = {"node": "SELECT name FROM nodes_node ORDER BY name LIMIT 1"}
MISSING = {"node": "nobody-1"}
LIFE, MEETING = UUID(int=71), UUID(int=72)


async def live(life: Any) -> None:
    node = {"name": "media-1", "kind": "embedded", "address": "unix:/run/media-1.sock", "life": LIFE}
    await life.call(life._context, "node.open", **node, capacity=600)
    await life.call(life._context, "node.place", meeting=MEETING)
    await life.call(life.administrator, "node.drain", node="media-1")
    await life.call(life.administrator, "node.undo_drain", node="media-1")
    await life.call(life._context, "node.release", meeting=MEETING)
