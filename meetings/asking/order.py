"""The lines of a meeting's list with what decides their place, and the order that the rule and the chair's word give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from meetings.asking.ahead import CAME_OUT, OPEN, State, Weight, in_order

# A line is a question alone or a bundle. Everybody counts once in it, whichever of its questions she asked or supports.
_LINES = """
WITH listed AS (
  SELECT q.id, q.ref, q.asked_at, q.is_first_time, q.state, q.asked_moment_at, coalesce(q.answered_at, q.taken_at) AS ended_at,
         coalesce(q.bundle_id, q.id) AS item
    FROM asking_question q WHERE q.meeting_id = $1 AND q.screening = 'published' AND q.state = ANY ($2::text[])
), votes AS (
  SELECT l.item, count(DISTINCT s.supporter) FILTER (WHERE NOT s.is_guest)::int AS supporters,
         count(DISTINCT s.supporter) FILTER (WHERE s.is_guest)::int AS guests
    FROM listed l JOIN asking_support s ON s.question_id = l.id GROUP BY l.item
), moved AS (
  SELECT DISTINCT ON (l.item) l.item, o.position, o.reason, o.made_at
    FROM listed l JOIN asking_override o ON o.question_id = l.id ORDER BY l.item, o.made_at DESC, o.id DESC
)
SELECT l.item, min(l.ref) AS ref, min(l.asked_at) AS asked_at, max(l.asked_at) AS newest_at, bool_or(l.is_first_time) AS is_first_time,
       min(l.asked_moment_at) AS put_at, min(l.ended_at) AS ended_at, min(l.state) AS state, coalesce(v.supporters, 0) AS supporters,
       coalesce(v.guests, 0) AS guests, m.position AS moved_to, m.reason AS moved_reason, m.made_at AS moved_at
  FROM listed l LEFT JOIN votes v ON v.item = l.item LEFT JOIN moved m ON m.item = l.item
 GROUP BY l.item, v.supporters, v.guests, m.position, m.reason, m.made_at
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """The chair's word on a place, with its public reason. Without a position: put back to where the rule has it."""

    position: int | None
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its number in the order; None for one that is not in it any more."""

    weight: Weight
    state: State
    newest_at: datetime
    put_at: datetime | None
    ended_at: datetime | None
    moved: Moved | None
    number: int | None = None

    @property
    def item(self) -> UUID:
        return self.weight.item


async def open_lines(context: Context, meeting_id: UUID) -> list[Placed]:
    """What is still to be taken, in the order in which it will be."""
    del context
    found = {each["item"]: each for each in await rows(_LINES, meeting_id, _words(OPEN))}
    order = in_order(_weight(each) for each in found.values())
    return [_placed(found[each.item], number) for number, each in enumerate(order, 1)]


async def past_lines(context: Context, meeting_id: UUID) -> list[Placed]:
    """What came to an outcome: as it went in the room, what was not reached last."""
    del context
    made = [_placed(each) for each in await rows(_LINES, meeting_id, _words(CAME_OUT))]
    return sorted(made, key=_as_it_went)


async def newest_lines(context: Context, meeting_id: UUID) -> list[Placed]:
    """All that may be read, the newest first; with its number where it stands in the order."""
    open_ones = await open_lines(context, meeting_id)
    made = [*open_ones, *await past_lines(context, meeting_id)]
    return sorted(made, key=lambda each: (each.newest_at, each.weight.ref), reverse=True)


def _as_it_went(line: Placed) -> tuple[bool, datetime, str]:
    at = line.put_at or line.ended_at or line.weight.asked_at
    return line.state is State.NOT_REACHED, at, line.weight.ref


def _weight(found: dict[str, Any]) -> Weight:
    return Weight(
        item=found["item"],
        ref=found["ref"],
        supporters=found["supporters"],
        guests=found["guests"],
        is_first_time=found["is_first_time"],
        asked_at=found["asked_at"],
        moved_to=found["moved_to"],
    )


def _placed(found: dict[str, Any], number: int | None = None) -> Placed:
    moved = None
    if found["moved_at"] is not None:
        moved = Moved(found["moved_to"], found["moved_reason"], found["moved_at"])
    return Placed(
        weight=_weight(found),
        state=State(found["state"]),
        newest_at=found["newest_at"],
        put_at=found["put_at"],
        ended_at=found["ended_at"],
        moved=moved,
        number=number,
    )


def _words(states: Iterable[State]) -> Sequence[str]:
    return [each.value for each in states]
