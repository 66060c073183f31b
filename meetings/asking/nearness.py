"""Questions on the same meeting's list that ask the same, in Kazakh and Russian alike: shown before one more is sent, and proposed
to the office as bundles.

It measures as ``hearing_state.questions.nearness`` does, with the same words and the same small table of twins (жол = дорога): in
one language by beginnings of words, across languages by what both share. It understands nothing, so it only proposes; a person bundles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.questions.nearness import LETTERS_MIN, meanings, overlap, stems
from hearing_state.territories.folding import folded
from meetings.asking import order, queries
from meetings.asking.views import Line
from meetings.schedule.meeting import Meeting

# Words of asking, as folding leaves their beginnings: every question has them, whatever it is about.
_OF_ASKING = frozenset({
    "кашан", "неге", "калаи", "канда", "канша", "кимне", "болад", "болма", "берес", "истеи", "жатир", "керек", "бизди", "сурак",
    "когда", "почем", "какие", "какои", "скольк", "будет", "будут", "делат", "можно", "нужно", "котор", "вопро", "нашем", "наше", "нашеи",
})  # fmt: skip
NEAR_MAX = 4
PROPOSALS_MAX = 8
NEAR_MIN = 0.5
"""Shown to whoever writes: rather one too many than a twin sent twice."""
PROPOSE_MIN = 0.6
_SHARED_MIN = 2
_SAME_TOPIC = 0.1
COMPARED_MAX = 600
HOLDERS_MAX = 60
"""What stands in more questions than these says what the meeting is about, not that two of them ask the same."""
_OPEN = """
SELECT q.id, q.folded, q.language, q.topic, coalesce(q.bundle_id, q.id) AS item,
       EXISTS (SELECT 1 FROM asking_split s WHERE s.question_id = q.id) AS is_split_off
  FROM asking_question q WHERE q.meeting_id = $1 AND q.screening = 'published' AND q.state = 'asked' ORDER BY q.asked_at DESC LIMIT $2
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What likeness is measured by. ``stems``: within one language; ``meanings``: across them."""

    language: str
    topic: str
    stems: frozenset[str]
    meanings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Near:
    """A line like the one being written."""

    line: Line
    likeness: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two lines that look alike; ``percent`` how much."""

    one: Line
    other: Line
    percent: int


def words_of(plain: str, language: str, topic: str) -> Words:
    """``plain``: the text as folding leaves it."""
    return Words(language, topic, stems(plain) - _OF_ASKING, meanings(plain) - _OF_ASKING)


def likeness(one: Words, other: Words) -> float:
    """From 0 to 1. Across languages at least two shared meanings say something; within one, three words of the shorter question."""
    same_language = one.language == other.language
    ours, theirs = (one.stems, other.stems) if same_language else (one.meanings, other.meanings)
    if len(ours & theirs) < _SHARED_MIN:
        return 0.0
    topic = _SAME_TOPIC if one.topic == other.topic else 0.0
    return min(1.0, 0.9 * overlap(ours, theirs) + topic)


async def near(
    context: Context, meeting: Meeting, text: str, language: str, topic: str, secret: str | None = None
) -> list[Near]:
    """What is on the list already and looks like this text, the likest first; empty for a text too short to say anything."""
    plain = folded(text)
    if len(plain) < LETTERS_MIN:
        return []
    wanted = words_of(plain, language, topic or meeting.topic or "")
    scored: dict[UUID, float] = {}
    for each in await rows(_OPEN, meeting.id, COMPARED_MAX):
        score = likeness(wanted, words_of(each["folded"], each["language"], each["topic"]))
        if score >= NEAR_MIN:
            scored[each["item"]] = max(score, scored.get(each["item"], 0.0))
    best = sorted(scored, key=lambda item: -scored[item])[:NEAR_MAX]
    return [
        Near(line, round(scored[line.placed.item], 2))
        for line in await _lines(context, meeting, best, secret)
    ]


async def proposals(context: Context, meeting: Meeting) -> list[Proposal]:
    """Pairs of lines that look alike, the likest first. What its asker took out of a bundle is left alone."""
    found = [each for each in await rows(_OPEN, meeting.id, COMPARED_MAX) if not each["is_split_off"]]
    known = [words_of(each["folded"], each["language"], each["topic"]) for each in found]
    scored: dict[tuple[UUID, UUID], float] = {}
    for one, other in sorted(_worth_comparing(known)):
        pair = found[one]["item"], found[other]["item"]
        score = likeness(known[one], known[other])
        if pair[0] != pair[1] and score >= PROPOSE_MIN:
            key = min(pair), max(pair)
            scored[key] = max(score, scored.get(key, 0.0))
    best = sorted(scored, key=lambda pair: (-scored[pair], pair))[:PROPOSALS_MAX]
    made = await _lines(context, meeting, [item for pair in best for item in pair], None)
    lines = {each.placed.item: each for each in made}
    return [
        Proposal(lines[one], lines[other], round(scored[one, other] * 100))
        for one, other in best
        if one in lines and other in lines
    ]


def _worth_comparing(known: Sequence[Words]) -> set[tuple[int, int]]:
    """Only what shares a word at all is looked at: a list of hundreds has tens of thousands of pairs."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(known):
        for word in each.stems | each.meanings:
            holders[word].append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in holders.values():
        if len(numbers) <= HOLDERS_MAX:
            pairs.update(combinations(numbers, 2))
    return pairs


async def _lines(context: Context, meeting: Meeting, items: Iterable[UUID], secret: str | None) -> list[Line]:
    """With their place in the order, in the order of ``items``."""
    wanted = list(dict.fromkeys(items))
    if not wanted:
        return []
    placed = {each.item: each for each in await order.open_lines(context, meeting.id)}
    return await queries.lines(context, [placed[item] for item in wanted if item in placed], secret)
