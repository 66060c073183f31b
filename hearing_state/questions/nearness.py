"""Questions like the one being written, shown before it is sent: "follow this one" instead of asking again.

What it can do: find the same words in other order and with other endings (trigrams over a spelling in which қ and к, ә and а
are one letter), give weight to the same topic and to a place in the same oblast, district or okrug, and meet a Kazakh question
with its Russian twin through what both languages share: numbers, names, loan words, and a small table of frequent stems of local
affairs (жол = дорога, су = вода). What it cannot: understand. Two questions about one thing in wholly different words are not
found, and the table knows only what stands in it. So it only shows; it never merges.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.questions.conditions import PUBLISHED, Where
from hearing_state.questions.lines import COLUMNS, FROM, lines
from hearing_state.questions.searching import beginnings, first_enough, in_index, spans
from hearing_state.questions.views import Line, Near
from hearing_state.territories.folding import folded

LIMIT = 5
LENGTH_MAX = 1_000
LETTERS_MIN = 8
LIKENESS_MIN = 0.32
_ALIKE = 0.5
_STEM_LETTERS = 4
_CANDIDATES = 40
_ELSEWHERE, _ENOUGH = 20, 10
_SPANS = (8, 128)
_TELLING_WORDS = 3

# Frequent stems of local affairs, Kazakh and Russian, as folding leaves them. One line is one meaning.
_TWINS = (
    ("жол", "дорог"), ("суу", "суи", "суди", "судан", "ауизсу", "вод"), ("мектеп", "школ"), ("балабакша", "садик", "детсад"), ("аурухана", "больниц"),
    ("емхана", "поликлиник"), ("дариг", "врач"), ("жарик", "свет", "освешен"), ("електр", "електр"), ("газ", "газ"),
    ("жилу", "тепл", "отоплен"), ("кокис", "мусор"), ("копир", "мост"), ("кошес", "улиц"), ("уи", "дом"), ("жер", "земл"),
    ("жаиилим", "пастбищ"), ("мал", "скот"), ("автобус", "автобус"), ("аиалдам", "остановк"), ("жонде", "ремонт", "отремонт", "почин"), ("ауист", "замен"),
    ("курилис", "строит"), ("кубир", "труб", "водопровод"), ("кариз", "канализац"), ("иаз", "воды"), ("жасил", "озеленен"),
    ("агаш", "дерев"), ("ит", "собак"), ("жалаки", "зарплат"), ("жардемаки", "пособи"), ("зеинетаки", "пенси"), ("кезек", "очеред"),
    ("баспана", "жиль"), ("стадион", "стадион"), ("кар", "снег"), ("таскин", "паводок"), ("интернет", "интернет"),
    ("баиланис", "связ"), ("салик", "налог"), ("дукен", "магазин"), ("базар", "рынок"), ("ауа", "воздух"), ("тутин", "дым"),
)  # fmt: skip
_LINE_OF_STEM = {stem: line for line, stems in reversed(list(enumerate(_TWINS))) for stem in stems}
_STEM_LENGTHS = sorted({len(stem) for stem in _LINE_OF_STEM})
_SHARED_MIN = 2
_WORD = re.compile(r"\w+")

# Neighbours ask about the same things: the newest of the topic in the district are compared, however long ago. From the whole country come
# those of the last months in which the longest words of the text stand together; to look at all that was ever asked takes longer each year.
_BESIDE = f"""
SELECT q.id FROM questions_question q WHERE q.screening = 'published' AND q.state <> 'withdrawn' AND q.language = $2
   AND q.topic = $3 AND left(q.place_code, 4) = left($4, 4) ORDER BY q.registered_at DESC LIMIT {_CANDIDATES}
"""
_OF_ONE_LANGUAGE = f"""
WITH beside AS ({_BESIDE}), {{elsewhere}}
SELECT q.id, q.place_code, q.topic, q.folded,
       {{alike}} AS alike
  FROM questions_question q
 WHERE q.id IN (SELECT id FROM beside UNION SELECT id FROM fitting)
 ORDER BY alike DESC, q.registered_at DESC LIMIT {_CANDIDATES}
"""
# Of a few words it is asked whether they stand in the other text, in one piece; a whole text is compared with the whole.
_BY_LETTERS = "similarity(left(q.folded, 300), $1)"
_BY_LETTERS_OF_FEW = f"greatest({_BY_LETTERS}, word_similarity($1, q.folded) * 0.8)"
_FEW_LETTERS = 100
_OF_OTHERS = f"""
SELECT q.id, q.place_code, q.topic, q.folded, 0::float4 AS alike
  FROM questions_question q
 WHERE q.screening = 'published' AND q.state <> 'withdrawn' AND q.language <> $1
   AND q.topic = $2 AND left(q.place_code, 4) = left($3, 4)
 ORDER BY q.registered_at DESC LIMIT {_CANDIDATES}
"""


async def near(
    context: Context, text: str, place_code: str, topic: str, language: str, limit: int = LIMIT
) -> list[Near]:
    """Public questions like this text, the likest first; empty for a text too short to say anything."""
    wanted = folded(text[:LENGTH_MAX])
    if len(wanted) < LETTERS_MIN:
        return []
    # The language is asked of the rows that were found: the index's list of all of one language is longer than any other.
    where = Where(
        [PUBLISHED, "q.state <> 'withdrawn'", "q.language = $2"], [wanted, language, topic, place_code]
    )
    elsewhere = _elsewhere(context, where, wanted)
    by_letters = _BY_LETTERS_OF_FEW if len(wanted) <= _FEW_LETTERS else _BY_LETTERS
    own = await rows(_OF_ONE_LANGUAGE.format(elsewhere=elsewhere, alike=by_letters), *where.params)
    others = await rows(_OF_OTHERS, language, topic, place_code)
    ours, meant = stems(wanted), meanings(wanted)
    scored = [(each, _likeness(each, ours, place_code, topic), _why(each)) for each in own]
    scored += [(each, _twin_likeness(each, meant, place_code), "other_language") for each in others]
    kept = sorted((one for one in scored if one[1] >= LIKENESS_MIN), key=lambda one: -one[1])[:limit]
    shown = await _lines(context, [each["id"] for each, _score, _why_ in kept])
    return [Near(line, round(score, 2), why) for line, (_each, score, why) in zip(shown, kept, strict=True)]


async def _lines(context: Context, ids: list[UUID]) -> list[Line]:
    """Of those that are shown, in this order."""
    found = {
        each["id"]: each for each in await rows(f"SELECT {COLUMNS} {FROM} WHERE q.id = ANY ($1::uuid[])", ids)
    }
    return await lines(context, [found[each] for each in ids])


def _elsewhere(context: Context, where: Where, wanted: str) -> str:
    words = longest(wanted)[:_TELLING_WORDS]
    if not words:
        return "fitting AS (SELECT id FROM beside)"
    query = where.param(beginnings(words))
    looks = in_index(
        where, f"{query}::text::tsquery", [spans("@d", context, days) for days in _SPANS], _ELSEWHERE
    )
    return first_enough(looks, _ENOUGH)


def longest(wanted: str) -> list[str]:
    """Its words, the longest first: those tell most."""
    return sorted(set(_words(wanted)), key=lambda word: (-len(word), word))


def _likeness(found: dict[str, Any], ours: frozenset[str], place_code: str, topic: str) -> float:
    words = overlap(ours, stems(found["folded"]))
    closeness = 0.15 * _place_closeness(found["place_code"], place_code) + (
        0.1 if found["topic"] == topic else 0
    )
    return min(1.0, 0.6 * max(float(found["alike"]), words) + 0.15 * words + closeness)


def _why(found: dict[str, Any]) -> str:
    return "alike" if found["alike"] >= _ALIKE else "words"


def _twin_likeness(found: dict[str, Any], ours: frozenset[str], place_code: str) -> float:
    """Shared meanings, numbers and names; the topic is the same already."""
    theirs = meanings(found["folded"])
    shared = ours & theirs
    if len(shared) < _SHARED_MIN:
        return 0.0
    return min(1.0, 0.7 * len(shared) / max(1, min(len(ours), len(theirs))) + 0.15 * _place_closeness(found["place_code"], place_code) + 0.1)  # fmt: skip


def _place_closeness(one: str, other: str) -> float:
    """1 in the same okrug, less in the same district, little in the same oblast."""
    for length, closeness in ((6, 1.0), (4, 0.6), (2, 0.2)):
        if one[:length] == other[:length]:
            return closeness
    return 0.0


def stems(text: str) -> frozenset[str]:
    """Words without their endings, roughly: both languages put them behind."""
    return frozenset(word if word.isdigit() else word[:5] for word in _words(text))


def _words(text: str) -> Sequence[str]:
    return [word for word in _WORD.findall(text) if word.isdigit() or len(word) >= _STEM_LETTERS - 1]


def meanings(text: str) -> frozenset[str]:
    """What can be met in another language: numbers, the table's meanings, and beginnings of longer words (names, loans)."""
    found = set[str]()
    for word in _words(text):
        twin = _twin_of(word)
        if word.isdigit() or twin is not None:
            found.add(twin or word)
        elif len(word) > _STEM_LETTERS:
            found.add(word[:5])
    return frozenset(found)


@functools.lru_cache(maxsize=20_000)
def _twin_of(word: str) -> str | None:
    """Its line of the table, where the word begins like a stem of it; of several the first."""
    lines = (_LINE_OF_STEM.get(word[:length]) for length in _STEM_LENGTHS)
    first = min((line for line in lines if line is not None), default=None)
    return None if first is None else _TWINS[first][0] + "="


def overlap(one: Iterable[str], other: Iterable[str]) -> float:
    """Which part of the smaller one's words stand in both."""
    ours, theirs = frozenset(one), frozenset(other)
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))
