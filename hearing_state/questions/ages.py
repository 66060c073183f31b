"""How long the open questions of a place have waited, in calendar days."""

from __future__ import annotations

from dataclasses import dataclass

from hearing_state.actions import Context
from hearing_state.db import row
from hearing_state.deadlines.board import prefix_of

_AGES = """
SELECT count(*) FILTER (WHERE age <= 5)::int AS fresh, count(*) FILTER (WHERE age BETWEEN 6 AND 15)::int AS middle,
       count(*) FILTER (WHERE age BETWEEN 16 AND 30)::int AS old, count(*) FILTER (WHERE age > 30)::int AS oldest
  FROM (SELECT $1::date - q.registered_on AS age FROM questions_question q
         WHERE q.closed_at IS NULL AND q.place_code COLLATE "C" BETWEEN $2 AND $3) AS waiting
"""


@dataclass(frozen=True, slots=True)
class Ages:
    fresh: int
    middle: int
    old: int
    oldest: int


async def open_by_age(context: Context, place: str) -> Ages:
    """Of the place and all that lies under it."""
    under = prefix_of(place)
    found = await row(_AGES, context.today, under.ljust(9, "0"), under.ljust(9, "9"))
    return Ages(**(found or {}))
