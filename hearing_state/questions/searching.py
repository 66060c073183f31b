"""Searching questions by words: of very many that match, the newest two hundred are found without looking at all the others.

A word that stands in every third question is met often enough in two days, one that stands in every hundredth in a month, and what is
rarer in a year or at any time: whatever is sought, about a thousand rows are looked at, and never a part of all that grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.deadlines.board import prefix_of
from hearing_state.ids import is_reference
from hearing_state.questions.conditions import (
    CLOCK,
    ORDERED_PREFIXES,
    PUBLISHED,
    Filters,
    Where,
    add_overdue,
    lexemes_of,
    quoted,
    where_of,
)
from hearing_state.questions.lines import COLUMNS, FROM
from hearing_state.territories.folding import folded

TEXT_MAX = 200
WORDS_MAX = 8
MATCHES_MAX = 200
ALIKE_NEWEST = 250
"""So many of all are looked at one by one for what sounds like the words."""
BEGINNING_MAX = 10
"""Beginnings of words are in the index up to so many letters."""
SPANS = (1, 8, 32, 128, 512)
"""Days: one looks at the running span and the one before, of each length in turn, before all is looked at."""
_DAY_SECONDS = 86_400
_WORD = re.compile(r"\w+")
SOUGHT = "questions_sought(q.words, q.folded, q.registered_at, q.language, q.place_code, q.topic, q.agency_id, q.state, q.ref)"
BY_DAY = "q.registered_at DESC, q.id DESC"


@dataclass(frozen=True, slots=True)
class Words:
    """What is asked for: Russian by stems, all by beginnings in plain sounding, a number as it is."""

    text: str
    sounds: Sequence[str]
    ref: str

    @classmethod
    def of(cls, typed: str) -> Words:
        text = typed.strip()[:TEXT_MAX]
        ref = text.upper() if is_reference(text.upper(), "Q") else ""
        return cls(text, folded(text).split()[:WORDS_MAX], ref)

    def query(self, where: Where) -> str:
        """As a query of the index; of a long word it knows the beginning."""
        words, sounds, ref = (where.param(each) for each in (self.text, beginnings(self.sounds), self.ref))
        return f"questions_wanted({words}, {sounds}::text::tsquery, {ref})"

    def condition(self, where: Where) -> str:
        """The same of one row, read as it lies there."""
        alike = " AND ".join(
            f"(q.folded LIKE {where.param(f'{word}%')} OR q.folded LIKE {where.param(f'% {word}%')})"
            for word in self.sounds
        )
        return (
            f"((q.language = 'ru' AND q.words @@ websearch_to_tsquery('russian', {where.param(self.text)}))"
            f" OR ({alike or 'false'}) OR q.ref = {where.param(self.ref)})"
        )

    def rank(self, where: Where) -> str:
        simple = " & ".join(f"{word}:*" for word in _WORD.findall(self.text.lower())[:WORDS_MAX])
        return (
            f"ts_rank(q.words, websearch_to_tsquery('russian', {where.param(self.text)}))"
            f" + ts_rank(q.words, to_tsquery('simple', {where.param(simple)})) DESC, {BY_DAY}"
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one page; ``total``: of all matches that were compared, ``MATCHES_MAX`` at most."""

    rows: list[dict[str, Any]]
    total: int


async def matching(context: Context, filters: Filters, order: str, size: int, offset: int) -> Found:
    """The newest that match these words, in this order; an empty order is: the best match first."""
    where = Where()
    if filters.overdue:
        add_overdue(context, where)
    query = _asked(where, filters)
    # Of a village or a body all that match are few: hardly any were asked in the last days.
    are_few = filters.agency or (filters.place and len(prefix_of(filters.place)) not in ORDERED_PREFIXES)
    looks = in_index(where, query, [""] if are_few else list(times(context)), MATCHES_MAX)
    ranked = order or Words.of(filters.text).rank(where)
    page = f"SELECT q.id {FROM if 'c.' in ranked else 'FROM questions_question q'} JOIN fitting ON fitting.id = q.id"
    sql = f"""
    WITH {first_enough(looks, MATCHES_MAX)}
    SELECT {COLUMNS}, (SELECT count(*)::int FROM fitting) AS matches {FROM}
     WHERE q.id IN ({page} ORDER BY {ranked} LIMIT {size} OFFSET {offset}) ORDER BY {ranked}
    """
    found = await rows(sql, *where.params)
    return Found(found, found[0]["matches"] if found else 0)


def add_words(where: Where, filters: Filters) -> None:
    """For those who read all that match, in their own order."""
    where.parts.append(f"{SOUGHT} @@ ({_asked(where, filters)})")


def _asked(where: Where, filters: Filters) -> str:
    """As a query of the index. Of a very long word that knows the beginning alone: the rest is held against the row."""
    words, narrowed = Words.of(filters.text), " & ".join(lexemes_of(filters))
    if any(len(word) > BEGINNING_MAX for word in words.sounds):
        where.parts.append(words.condition(where))
    query = words.query(where)
    return f"{where.param(narrowed)}::text::tsquery && {query}" if narrowed else query


def beginnings(words: Sequence[str]) -> str:
    """All of these words, as far as the index knows them."""
    return " & ".join(quoted(f"~{word[:BEGINNING_MAX]}") for word in words)


def times(context: Context) -> Iterator[str]:
    """Ever longer ago, as the index has it; the last is: always."""
    for days in SPANS:
        yield spans("@d", context, days)
    yield ""


def spans(kind: str, context: Context, days: int) -> str:
    """The running span of so many days and the one before."""
    running = int(context.now.timestamp()) // (_DAY_SECONDS * days)
    return f"({quoted(f'{kind}{days}.{running}')} | {quoted(f'{kind}{days}.{running - 1}')})"


def in_index(where: Where, query: str, ago: Sequence[str], most: int) -> list[str]:
    """Looks at these times. Put in order after they were found: walking through all by their day, the index of words would not be used.

    What is asked for is hidden from the planner by its SELECT: it cannot weigh words, and would take longer to try than the look takes.
    """
    found = []
    for each in ago:
        then = f"{where.param(each)}::text::tsquery && {query}" if each else query
        found.append(f"""
      SELECT id FROM (SELECT q.id, q.registered_at {where.rows()} AND {SOUGHT} @@ (SELECT {then}) AND {{waits}} OFFSET 0) found
       ORDER BY registered_at DESC LIMIT {most}""")
    return found


def first_enough(looks: Sequence[str], enough: int) -> str:
    """As common table expressions. Each looks further than the one before, and only where that one found fewer; ``fitting`` is the
    first that found enough, else the last.
    """
    made, fitting = list[str](), list[str]()
    for number, look in enumerate(looks):
        waits = [f"(SELECT count(*) FROM look_{each}) < {enough}" for each in range(number)]
        made.append(f"look_{number} AS MATERIALIZED ({look.format(waits=' AND '.join(waits) or 'true')})")
        is_last = number == len(looks) - 1
        holds = "" if is_last else f" WHERE (SELECT count(*) FROM look_{number}) >= {enough}"
        fitting.append(f"SELECT id FROM look_{number}{holds}")
    return ", ".join([*made, f"fitting AS MATERIALIZED ({' UNION ALL '.join(fitting)})"])


async def alike(context: Context, filters: Filters, size: int) -> Found:
    """What sounds like these words where none has them, the likest first; compared with the newest alone, one by one."""
    where = where_of(context, filters)
    sounds = where.param(folded(filters.text[:TEXT_MAX]))
    where.parts.append(f"{sounds} <% q.folded")
    joined = CLOCK if where.about_clock else ""
    sql = f"""
    WITH fitting AS MATERIALIZED (
      SELECT q.id FROM (SELECT q.* FROM questions_question q WHERE {PUBLISHED} ORDER BY q.registered_at DESC, q.id DESC LIMIT {ALIKE_NEWEST}) q {joined}
       WHERE {where}
    )
    SELECT {COLUMNS} {FROM} JOIN fitting ON fitting.id = q.id
     ORDER BY word_similarity({sounds}, q.folded) DESC, q.registered_at DESC, q.id LIMIT {size}
    """
    found = await rows(sql, *where.params)
    return Found(found, len(found))
