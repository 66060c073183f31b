"""The public lists: search in two languages and filters that can be linked to. Only what everybody may read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows, value
from hearing_state.deadlines.board import prefix_of
from hearing_state.questions.lines import COLUMNS, FROM, lines
from hearing_state.questions.question import HAS_ANSWER, LIVE, State
from hearing_state.questions.views import Counts, Line
from hearing_state.territories.folding import folded
from hearing_state.web.paging import COUNTED_MAX, PAGE_SIZE, Paged

TEXT_MAX = 200
WORDS_MAX = 8
MATCHES_MAX = 200
STATE_GROUPS = {
    "open": LIVE,
    "answered": HAS_ANSWER,
    "closed": (State.NOTED, State.TERMINATED, State.REFUSED, State.WITHDRAWN),
}
_WORD = re.compile(r"\w+")
_BY_DAY = "q.registered_at DESC, q.id DESC"
# Each of these orders is an index's.
SORTS = {
    "due": "c.settled_on IS NOT NULL, c.due_on, c.id",
    "waiting": "q.closed_at IS NOT NULL, q.registered_at, q.id",
}
"""Other orders than the newest first: what is due soonest, what waits longest."""
_PUBLISHED = "q.screening = 'published'"
_ANSWERED = f"q.state IN ({', '.join(repr(each.value) for each in HAS_ANSWER)})"


@dataclass(frozen=True, slots=True)
class Filters:
    """``place``: with all that lies under it. ``state``: open, answered, closed, or a state of the lifecycle.
    ``sort``: one of ``SORTS``. ``ref``: that one question alone.
    """

    text: str = ""
    place: str = ""
    agency: UUID | None = None
    topic: str = ""
    state: str = ""
    language: str = ""
    overdue: bool = False
    sort: str = ""
    ref: str = ""
    page: int = 1


@dataclass
class Where:
    """Conditions with their parameters; a ``?`` becomes the parameter's number."""

    parts: list[str] = field(default_factory=lambda: [_PUBLISHED])
    params: list[Any] = field(default_factory=list)

    def add(self, condition: str, *params: Any) -> None:
        for param in params:
            self.params.append(param)
            condition = condition.replace("?", f"${len(self.params)}", 1)
        self.parts.append(condition)

    def __str__(self) -> str:
        return " AND ".join(self.parts)

    @property
    def counted_from(self) -> str:
        """Counting leaves the clock alone where nothing asks for it."""
        return FROM if any("c." in part for part in self.parts) else "FROM questions_question q"


async def listed(context: Context, filters: Filters) -> Paged[Line]:
    """One page of the public list with its total, as far as it is counted; the best match first where words are given, else the newest."""
    where = _where(context, filters)
    if not filters.text.strip():
        return await _page(context, where, _plain_order(filters), filters.page)
    by_match = _add_words(where, filters.text)
    order = SORTS.get(filters.sort) or by_match
    found = await _matches(context, where, order, filters.page)
    if found.items or filters.page > 1:
        return found
    alike = _where(context, filters)
    alike.add("? <% q.folded", folded(filters.text[:TEXT_MAX]))
    order = f"word_similarity(${len(alike.params)}, q.folded) DESC, q.id"
    return await _matches(context, alike, order, filters.page)


async def firsts(context: Context, *wanted: Filters, limit: int) -> list[list[Line]]:
    """The first lines of several lists without their totals; bodies and places of all of them are asked for together."""
    found = []
    for each in wanted:
        where, order = _where(context, each), _plain_order(each)
        sql = f"SELECT {COLUMNS} {FROM} WHERE {where} ORDER BY {order} LIMIT ${len(where.params) + 1}"
        found.append(await rows(sql, *where.params, limit))
    made = iter(await lines(context, [line for some in found for line in some]))
    return [[next(made) for _line in some] for some in found]


async def search(context: Context, text: str, limit: int = 10) -> Sequence[Line]:
    """The first questions that match these words."""
    return (await listed(context, Filters(text=text))).items[:limit]


def _plain_order(filters: Filters) -> str:
    return SORTS.get(filters.sort) or ("c.due_on, c.id" if filters.overdue else _BY_DAY)


def _where(context: Context, wanted: Filters) -> Where:
    where = Where()
    if wanted.place:
        under = prefix_of(wanted.place)
        where.add('q.place_code COLLATE "C" BETWEEN ? AND ?', under.ljust(9, "0"), under.ljust(9, "9"))
    if wanted.agency:
        where.add("q.agency_id = ?", wanted.agency)
    if wanted.topic:
        where.add("q.topic = ?", wanted.topic)
    if wanted.language:
        where.add("q.language = ?", wanted.language)
    if wanted.state:
        states = STATE_GROUPS.get(wanted.state, (wanted.state,))
        where.add("q.state = ANY (?::text[])", [str(each) for each in states])
    if wanted.ref:
        where.add("q.ref = ?", wanted.ref)
    if wanted.overdue:
        where.add("c.settled_on IS NULL AND c.due_on < ?", context.today)
    return where


def fitting(context: Context, filters: Filters) -> Where:
    """The conditions of a list, words among them, for those who bring their own order."""
    where = _where(context, filters)
    if filters.text.strip():
        _add_words(where, filters.text)
    return where


def _add_words(where: Where, text: str) -> str:
    """Russian by word stems, Kazakh and English by beginnings, all by plain sounding; answers how to sort."""
    text = text.strip()[:TEXT_MAX]
    words = _WORD.findall(text.lower())[:WORDS_MAX]
    beginnings = " & ".join(f"{word}:*" for word in words)
    patterns = [f"%{word}%" for word in folded(text).split()[:WORDS_MAX]] or [folded(text) or "\x01"]
    first = len(where.params) + 1
    # Written one by one: of "like all of these" no index knows.
    alike = " AND ".join(["q.folded LIKE ?"] * len(patterns))
    where.add(
        "((q.language = 'ru' AND q.words @@ websearch_to_tsquery('russian', ?))"
        f" OR (q.language <> 'ru' AND q.words @@ to_tsquery('simple', ?)) OR ({alike}) OR q.ref = ?)",
        text, beginnings, *patterns, text.upper(),
    )  # fmt: skip
    return (
        f"ts_rank(q.words, websearch_to_tsquery('russian', ${first})) + ts_rank(q.words, to_tsquery('simple', ${first + 1}))"
        f" DESC, {_BY_DAY}"
    )


async def _matches(context: Context, where: Where, order: str, page: int) -> Paged[Line]:
    """Of very many that match the newest are compared: what stands in every tenth question is never sorted by the hundred thousand."""
    number = len(where.params)
    sql = f"""
    WITH fitting AS MATERIALIZED (
      SELECT q.id {where.counted_from} WHERE {where} ORDER BY q.registered_at DESC LIMIT {MATCHES_MAX}
    )
    SELECT {COLUMNS}, (SELECT count(*)::int FROM fitting) AS matches {FROM} JOIN fitting ON fitting.id = q.id
     ORDER BY {order} LIMIT ${number + 1} OFFSET ${number + 2}
    """
    found = await rows(sql, *where.params, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    total = found[0]["matches"] if found else 0
    return Paged(await lines(context, found), page, total, counted_to=MATCHES_MAX, ends_there=True)


async def _page(context: Context, where: Where, order: str, page: int) -> Paged[Line]:
    counted = (
        f"SELECT count(*)::int FROM (SELECT 1 {where.counted_from} WHERE {where} LIMIT {COUNTED_MAX}) found"
    )
    total = await value(counted, *where.params)
    number = len(where.params)
    sql = f"SELECT {COLUMNS} {FROM} WHERE {where} ORDER BY {order} LIMIT ${number + 1} OFFSET ${number + 2}"
    found = await rows(sql, *where.params, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    return Paged(await lines(context, found), page, total, counted_to=COUNTED_MAX)


# What is open is looked at by itself: there is never much of it, while what was answered grows for ever and is read from an index alone.
_COUNTS = f"""
SELECT (SELECT count(*)::int FROM questions_question q WHERE q.closed_at IS NULL AND {{0}}) AS open,
       (SELECT count(*)::int {FROM} WHERE q.closed_at IS NULL AND c.settled_on IS NULL AND c.due_on < $1 AND {{0}}) AS overdue, ended.*
  FROM (SELECT count(*) FILTER (WHERE q.state IN ('answered', 'rated', 'answered_again'))::int AS answered, count(*)::int AS "all"
          FROM questions_question q WHERE {{0}}) ended
"""


async def counts_for_place(context: Context, place: str) -> Counts:
    """Of the place and all that lies under it."""
    under = prefix_of(place)
    found = await row(
        _COUNTS.format('q.place_code COLLATE "C" BETWEEN $2 AND $3'),
        context.today, under.ljust(9, "0"), under.ljust(9, "9"),
    )  # fmt: skip
    return Counts(**(found or {}))


async def counts_for_agency(context: Context, agency_id: UUID) -> Counts:
    found = await row(_COUNTS.format("q.agency_id = $2"), context.today, agency_id)
    return Counts(**(found or {}))


async def counts_for_all(context: Context) -> Counts:
    """Of the whole country."""
    found = await row(_COUNTS.format("true"), context.today)
    return Counts(**(found or {}))


async def latest_answers(context: Context, place: str = "", limit: int = 5) -> list[Line]:
    """What was answered last, for the home page and places."""
    since = context.now - timedelta(days=3650)
    under = prefix_of(place) if place else ""
    found = await rows(
        f"SELECT {COLUMNS} {FROM} WHERE {_PUBLISHED} AND {_ANSWERED} AND q.closed_at > $1"
        ' AND q.place_code COLLATE "C" BETWEEN $2 AND $3 ORDER BY q.closed_at DESC LIMIT $4',
        since, under.ljust(9, "0"), under.ljust(9, "9"), limit,
    )  # fmt: skip
    return await lines(context, found)
