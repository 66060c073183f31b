"""Petitions like the one being written, in Kazakh and Russian alike, shown before it is: "sign this one" instead.

It measures as ``hearing_state.questions.nearness`` does, with the same words and the same small table of twins (жол = дорога). It
understands nothing, so it only shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.questions.nearness import LETTERS_MIN, longest, meanings, overlap, stems
from hearing_state.questions.searching import beginnings, first_enough, spans
from hearing_state.territories.folding import folded

NEAR_MAX = 5
NEAR_MIN = 0.5
LIKE_BY_LETTERS = 0.35
SAME_TOPIC = 0.1
_SHARED_MIN = 2
COMPARED_MAX = 50
"""So many of the same topic, the newest."""
_ALIKE_MAX = 20
SOUGHT = "drafting_sought(p.folded, p.state, p.topic, p.place_code, p.filed_at, p.published_at, p.decided_at)"
"""The index of words, their beginnings, and days, as it was made (``questions/searching.py`` says what it knows)."""
_ENOUGH = 10
_SPANS = (8, 128)
_TELLING_WORDS, _TELLING_LETTERS = 2, 7
_SEEN = """
p.state IN ('public', 'reached', 'sent', 'registered', 'considering', 'granted', 'partly', 'refused') AND NOT p.is_hidden
   AND (p.decided_at IS NULL OR p.decided_at > $2::timestamptz - interval '1 year')
"""
# Those which have the longest words of this title, looked for ever longer ago: hardly two about different things have them all. And
# of the same topic the newest, which may say the same in the other language.
_ALIKE = f"""
SELECT id FROM (SELECT p.id, p.filed_at FROM drafting_petition p WHERE {SOUGHT} @@ ${{param}}::text::tsquery AND {_SEEN} AND {{{{waits}}}} OFFSET 0) found
 ORDER BY filed_at DESC LIMIT {_ALIKE_MAX}
"""
_OPEN = f"""
WITH {{alike}}, of_topic AS (
  SELECT p.id FROM drafting_petition p WHERE p.topic = $3 AND {_SEEN} ORDER BY p.filed_at DESC LIMIT $4
)
SELECT p.ref, p.title, p.language, p.state, p.folded, p.topic = $3 AS same_topic, similarity(p.folded_title, $1) AS alike
  FROM drafting_petition p WHERE p.id IN (SELECT id FROM fitting UNION SELECT id FROM of_topic)
"""


@dataclass(frozen=True, slots=True)
class Near:
    ref: str
    title: str
    language: str
    state: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Sought:
    """The title that is being written, taken apart once."""

    language: str
    stems: frozenset[str]
    meanings: frozenset[str]


async def near(context: Context, title: str, topic: str, language: str) -> list[Near]:
    """The likest first; empty for a title too short to say anything."""
    wanted = folded(title)
    if len(wanted) < LETTERS_MIN:
        return []
    words = beginnings([word[:_TELLING_LETTERS] for word in longest(wanted)[:_TELLING_WORDS]])
    queries = [*(f"{spans('@f', context, days)} & {words}" for days in _SPANS), words] if words else [""]
    asked = (wanted, context.now, topic, COMPARED_MAX, *queries)
    looks = [_ALIKE.format(param=number) for number, _query in enumerate(queries, start=5)]
    sought = Sought(language, stems(wanted), meanings(wanted))
    sql = _OPEN.format(alike=first_enough(looks, _ENOUGH))
    found = [_near(each, sought) for each in await rows(sql, *asked)]
    kept = [each for each in found if each.likeness >= NEAR_MIN]
    return sorted(kept, key=lambda each: -each.likeness)[:NEAR_MAX]


def _near(found: dict[str, Any], sought: Sought) -> Near:
    likeness = _likeness(sought, found["folded"], found["language"], float(found["alike"]))
    if likeness and found["same_topic"]:
        likeness = min(1.0, likeness + SAME_TOPIC)
    return Near(found["ref"], found["title"], found["language"], found["state"], round(likeness, 2))


def _likeness(sought: Sought, other: str, other_language: str, alike: float) -> float:
    """0 to 1. In one language by the beginnings of words and by letters, across two by what both share."""
    if sought.language == other_language:
        by_letters = alike + NEAR_MIN - LIKE_BY_LETTERS if alike >= LIKE_BY_LETTERS else 0.0
        return min(1.0, max(by_letters, overlap(sought.stems, stems(other)) * 0.9))
    theirs = meanings(other)
    shared = sought.meanings & theirs
    if len(shared) < _SHARED_MIN:
        return 0.0
    return min(1.0, len(shared) / max(1, min(len(sought.meanings), len(theirs))))
