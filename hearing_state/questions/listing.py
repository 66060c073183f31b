"""The public lists: search in two languages and filters that can be linked to. Only what everybody may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows, value
from hearing_state.deadlines.board import prefix_of
from hearing_state.questions.conditions import ORDERED_PREFIXES, Filters, Where, where_of
from hearing_state.questions.lines import COLUMNS, FROM, lines
from hearing_state.questions.question import HAS_ANSWER
from hearing_state.questions.searching import BY_DAY, MATCHES_MAX, add_words, alike, matching
from hearing_state.questions.views import Counts, Line
from hearing_state.web.paging import COUNTED_MAX, PAGE_SIZE, Paged

# Each of these orders is an index's.
SORTS = {
    "due": "c.settled_on IS NOT NULL, c.due_on, c.id",
    "waiting": "q.closed_at IS NOT NULL, q.registered_at, q.id",
}
"""Other orders than the newest first: what is due soonest, what waits longest."""
_ANSWERED = f"q.state IN ({', '.join(repr(each.value) for each in HAS_ANSWER)})"


async def listed(context: Context, filters: Filters, counted_to: int = COUNTED_MAX) -> Paged[Line]:
    """One page of the public list with its total, as far as it is counted; the best match first where words are given, else the newest."""
    if not filters.text.strip():
        return await _page(
            context, where_of(context, filters), _plain_order(filters), filters.page, counted_to
        )
    found = await matching(
        context, filters, SORTS.get(filters.sort, ""), PAGE_SIZE, (filters.page - 1) * PAGE_SIZE
    )
    if not found.rows and filters.page > 1:  # beyond the last page: how many there are is told all the same
        first = await listed(context, replace(filters, page=1), counted_to)
        return replace(first, items=[], number=filters.page)
    if not found.rows:
        found = await alike(context, filters, PAGE_SIZE)
    made = await lines(context, found.rows)
    return Paged(made, filters.page, found.total, counted_to=MATCHES_MAX, ends_there=True)


async def firsts(context: Context, *wanted: Filters, limit: int) -> list[list[Line]]:
    """The first lines of several lists without their totals; bodies and places of all of them are asked for together."""
    found = []
    for each in wanted:
        where = where_of(context, each)
        found.append(await rows(_listed(where, _plain_order(each), limit), *where.params))
    made = iter(await lines(context, [line for some in found for line in some]))
    return [[next(made) for _line in some] for some in found]


async def search(context: Context, text: str, limit: int = 10) -> Sequence[Line]:
    """The first questions that match these words."""
    return (await listed(context, Filters(text=text))).items[:limit]


def _plain_order(filters: Filters) -> str:
    return SORTS.get(filters.sort) or ("c.due_on, c.id" if filters.overdue else BY_DAY)


def fitting(context: Context, filters: Filters) -> Where:
    """The conditions of a list, words among them, for those who bring their own order."""
    where = where_of(context, filters)
    if filters.text.strip():
        add_words(where, filters)
    return where


async def _page(context: Context, where: Where, order: str, page: int, counted_to: int) -> Paged[Line]:
    total = await value(
        f"SELECT count(*)::int FROM (SELECT 1 {where.rows()} LIMIT {counted_to}) found", *where.params
    )
    found = await rows(_listed(where, order, PAGE_SIZE, (page - 1) * PAGE_SIZE), *where.params)
    return Paged(await lines(context, found), page, total, counted_to=counted_to)


def _listed(where: Where, order: str, limit: int, offset: int = 0) -> str:
    """What is passed over stays in the index: only the rows that are shown are read. The numbers are written out, since of a parameter
    the database believes that it means a tenth of all.
    """
    page = (
        f"SELECT q.id {where.rows(with_clock='c.' in order)} ORDER BY {order} LIMIT {limit} OFFSET {offset}"
    )
    return f"SELECT {COLUMNS} {FROM} WHERE q.id IN ({page}) ORDER BY {order}"


# What is open is counted: there is never much of it. What was closed grows for ever and stands in sums.
_COUNTS = f"""
SELECT opened.n AS open,
       (SELECT count(*)::int {FROM} WHERE q.closed_at IS NULL AND {{q}} AND c.kind = 'duty' AND c.settled_on IS NULL AND c.due_on < $1 AND {{c}}) AS overdue,
       closed.answered, opened.n + closed.n AS "all"
  FROM (SELECT count(*)::int AS n FROM questions_question q WHERE q.closed_at IS NULL AND {{q}}) opened,
       (SELECT coalesce(sum(q.n) FILTER (WHERE q.is_answered), 0)::int AS answered, coalesce(sum(q.n), 0)::int AS n
          FROM questions_closed q WHERE {{q}}) closed
"""


def _counts(condition: str) -> str:
    """``condition``: of a question, of what was closed, and of the clock, which is of the same body and place."""
    return _COUNTS.format(q=condition.format("q"), c=condition.format("c"))


async def counts_for_place(context: Context, place: str) -> Counts:
    """Of the place and all that lies under it."""
    under = prefix_of(place)
    found = await row(
        _counts('{}.place_code COLLATE "C" BETWEEN $2 AND $3'),
        context.today, under.ljust(9, "0"), under.ljust(9, "9"),
    )  # fmt: skip
    return Counts(**(found or {}))


async def counts_for_agency(context: Context, agency_id: UUID) -> Counts:
    found = await row(_counts("{}.agency_id = $2"), context.today, agency_id)
    return Counts(**(found or {}))


async def latest_answers(context: Context, place: str = "", limit: int = 5) -> list[Line]:
    """What was answered last, for the home page and places."""
    where = where_of(context, Filters(place=place))
    where.add(_ANSWERED)
    # All of a village is put in order: walking back through the country's answers may take years.
    is_put_in_order = place and len(prefix_of(place)) not in ORDERED_PREFIXES
    answered = f"SELECT q.id, q.closed_at {where.rows()} {'OFFSET 0' if is_put_in_order else ''}"
    sql = f"""
    SELECT {COLUMNS} {FROM} JOIN (SELECT id, closed_at FROM ({answered}) answered ORDER BY closed_at DESC LIMIT {limit}) last
        ON last.id = q.id ORDER BY last.closed_at DESC
    """
    return await lines(context, await rows(sql, *where.params))
