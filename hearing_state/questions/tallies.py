"""What the history of questions adds to a body's figures: sent on, prolonged, marked unanswered, opened again, rated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows

_HAPPENED = """
SELECT q.ref, q.topic, q.place_code, q.screening = 'private' AS is_private, e.kind, e.happened_at,
       (e.facts ->> 'stars')::int AS stars, ARRAY(SELECT jsonb_array_elements_text(e.facts -> 'numbers')::int) AS numbers,
       (SELECT max(p.happened_at) FROM questions_event p WHERE p.question_id = e.question_id
           AND p.kind IN ('registered', 'split_off', 'redirected', 'reassigned') AND p.happened_at < e.happened_at) AS received_at
  FROM questions_event e JOIN questions_question q ON q.id = e.question_id
 WHERE e.agency_id = $1 AND e.happened_at >= $2 AND e.happened_at < $3
   AND e.kind IN ('redirected', 'extended', 'marked_unanswered', 'followed_up', 'rated')
 ORDER BY e.happened_at, e.id
"""
_COUNTED = """
SELECT DISTINCT e.agency_id FROM questions_event e WHERE e.agency_id IS NOT NULL AND e.happened_at >= $1 AND e.happened_at < $2
   AND e.kind IN ('redirected', 'extended', 'marked_unanswered', 'followed_up', 'rated')
"""
_KNOWN = """
SELECT ref, topic, place_code, screening = 'private' AS is_private FROM questions_question WHERE ref = ANY ($1::text[])
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is counted by, of one question. The number of a private one is never shown."""

    topic: str
    place: str
    is_private: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """One thing that happened while that body held the question. ``received_at``: since when it had held it; ``numbers``: the points
    that were marked as unanswered.
    """

    ref: str
    known: Known
    kind: str
    happened_at: datetime
    received_at: datetime | None
    stars: int
    numbers: tuple[int, ...]


async def tallies(context: Context, agency: UUID, since: datetime, until: datetime) -> list[Tally]:
    """In the order in which it happened."""
    del context
    return [
        Tally(
            each["ref"],
            Known(each["topic"], each["place_code"], each["is_private"]),
            each["kind"],
            each["happened_at"],
            each["received_at"],
            each["stars"] or 0,
            tuple(each["numbers"]),
        )
        for each in await rows(_HAPPENED, agency, since, until)
    ]


async def known_about(context: Context, refs: Iterable[str]) -> dict[str, Known]:
    """Topic, place and whether it is private now, of those questions that exist."""
    del context
    return {
        each["ref"]: Known(each["topic"], each["place_code"], each["is_private"])
        for each in await rows(_KNOWN, sorted(set(refs)))
    }


async def counted(context: Context, since: datetime, until: datetime) -> list[UUID]:
    """The bodies with which anything of this happened."""
    del context
    return sorted(each["agency_id"] for each in await rows(_COUNTED, since, until))
