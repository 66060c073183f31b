"""Which nodes there are, and where a meeting lives. A silent node is dead on reading: nobody has to notice it first."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.db import row, rows, value
from hearing_state.errors import NotFound
from meetings.nodes.node import SILENT_SECONDS, Node, Placed

# By the database's clock on both sides: the machines' own may differ by more than a node may be silent.
_SILENT = "extract(epoch from clock_timestamp() - n.heard_at)::float8"
_ALIVE = f"{_SILENT} < {SILENT_SECONDS}"
_NODES = f"""
SELECT n.id, n.name, n.kind, n.address, n.life, n.capacity, n.seats, n.busy, n.late, n.opened_at, n.drained_at, {_SILENT} AS silent,
       (SELECT count(*) FROM nodes_placement p WHERE p.node_id = n.id AND p.life = n.life) AS meetings
  FROM nodes_node n
"""
_WHERE = f"""
SELECT n.id AS node, n.life, n.address, n.kind, p.moves FROM nodes_placement p JOIN nodes_node n ON n.id = p.node_id AND n.life = p.life
 WHERE p.meeting_id = $1 AND {_ALIVE}
"""
# By how full they are; a meeting just placed has no seats yet and counts as some, so that ten at once do not all come to one.
_BEST = f"""
SELECT n.id AS node, n.life, n.address, n.kind, 0 AS moves FROM nodes_node n
 WHERE {_ALIVE} AND n.drained_at IS NULL AND n.seats < n.capacity
 ORDER BY greatest((n.seats + 20 * (SELECT count(*) FROM nodes_placement p WHERE p.node_id = n.id AND p.life = n.life
                    AND p.placed_at > clock_timestamp() - interval '1 minute'))::float8 / n.capacity, n.busy), n.name
 LIMIT 1
"""


async def where(_context: Context, meeting: UUID) -> Placed | None:
    """The living node of a meeting; None when it was never placed, or its node is silent or began a new life."""
    found = await row(_WHERE, meeting)
    return Placed(**found) if found else None


async def best(_context: Context) -> Placed | None:
    """The living node with the most room; None when there is none."""
    found = await row(_BEST)
    return Placed(**found) if found else None


async def nodes(context: Context) -> Sequence[Node]:
    """For those who run the house."""
    require(context, "node.see")
    return await known()


async def node(_context: Context, name: str) -> Node:
    found = await row(f"{_NODES} WHERE n.name = $1", name)
    if found is None:
        raise NotFound()
    return Node(**found)


async def known() -> Sequence[Node]:
    return [Node(**each) for each in await rows(f"{_NODES} ORDER BY n.name")]


async def unwell(_context: Context) -> str | None:
    """What the operator must know: a node that fell silent with meetings on it, or none alive."""
    found = await known()
    if not found:
        return None
    lost = [each.name for each in found if not each.is_alive and each.meetings and not each.is_drained]
    if lost:
        return f"media nodes are silent: {', '.join(lost)}"
    if not any(each.is_alive for each in found):
        return "no media node is alive: live meetings have no sound and picture"
    return None


FIGURES = {
    "meetings_live": "Meetings that are being held now, with or without sound and picture of ours",
    "media_nodes_alive": "Media nodes that were heard in the last seconds",
    "media_nodes_lost": "Silent media nodes that had meetings when they fell silent",
    "media_meetings": "Meetings placed on living media nodes",
    "media_seats": "People on living media nodes",
    "media_seats_most": "Most people that living media nodes take",
    "media_busiest_node": "Share of its seats that the fullest node has taken, 0 to 1",
}
_LIVE = "SELECT count(*)::float8 FROM schedule_meeting WHERE state = 'live'"


async def figures(_context: Context) -> dict[str, float]:
    """For the scraper: of all living nodes together."""
    found = await known()
    alive = [each for each in found if each.is_alive]
    return {
        "meetings_live": await value(_LIVE),
        "media_nodes_alive": float(len(alive)),
        "media_nodes_lost": float(
            sum(not each.is_alive and each.meetings > 0 and not each.is_drained for each in found)
        ),
        "media_meetings": float(sum(each.meetings for each in alive)),
        "media_seats": float(sum(each.seats for each in alive)),
        "media_seats_most": float(sum(each.capacity for each in alive if not each.is_drained)),
        "media_busiest_node": float(max((each.share for each in alive), default=0.0)),
    }
