"""The public list: searched, narrowed, paged. Counts are as far as the counter has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows, value
from hearing_state.deadlines.board import prefix_of
from hearing_state.questions.conditions import quoted
from hearing_state.web import Paged
from hearing_state.web.paging import COUNTED_MAX, PAGE_SIZE
from hearing_state.web.parts import PART_SIZE, Part, part_of
from petitions.browsing.searching import MATCHES_MAX, asked, first_matches, fits, words_of
from petitions.drafting.petition import DECIDED, OPEN_TO_ALL, State

Tab = Literal["open", "near", "waiting", "decided", "all"]
TABS: tuple[Tab, ...] = ("open", "near", "waiting", "decided", "all")
_WAITING = (State.REACHED, State.SENT, State.REGISTERED, State.CONSIDERING)
_STATES: Mapping[Tab, tuple[State, ...]] = {
    "open": (State.PUBLIC,),
    "near": (State.PUBLIC,),
    "waiting": _WAITING,
    "decided": DECIDED,
    "all": OPEN_TO_ALL,
}
_ORDER: Mapping[Tab, str] = {
    "open": "p.published_at DESC NULLS LAST",
    "near": "n.share DESC, p.collect_until_on",
    "waiting": "p.reached_at",
    "decided": "p.decided_at DESC",
    "all": "p.filed_at DESC",
}
_SEEN: Mapping[Tab, str] = {
    tab: f"p.state IN ({', '.join(repr(each.value) for each in states)}) AND NOT p.is_hidden"
    for tab, states in _STATES.items()
}
"""Written out, so that the database sees which of its indexes holds exactly these."""
_FROM = "FROM drafting_petition p"
_NEAR = "FROM signing_near n JOIN drafting_petition p ON p.id = n.petition_id"
_TOTAL = "LEFT JOIN signing_total t ON t.petition_id = p.id"
_ORDERED_PREFIXES = (2, 4)
"""Oblasts and districts are indexes of their own, in which all below lies in order."""
_LIST = """
SELECT p.id, p.ref, p.title, p.language, p.state, p.agency_id, p.topic, p.needed, p.published_at, p.collect_until_on,
       coalesce(t.total, 0) AS total
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """``place``: an oblast, district or okrug by its code; petitions to its own body and to those below."""

    tab: Tab = "open"
    text: str = ""
    topic: str = ""
    place: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.topic or self.place)


@dataclass(frozen=True, slots=True)
class Line:
    id: UUID
    ref: str
    title: str
    language: str
    state: str
    agency_id: UUID
    topic: str
    needed: int | None
    published_at: datetime | None
    collect_until_on: date | None
    total: int


async def listed(context: Context, filters: Filters, number: int = 1) -> Paged[Line]:
    """One page with the total, as far as it is counted; of those that match words the first ``MATCHES_MAX`` in the list's order."""
    order, offset = f"{_ORDER[filters.tab]}, p.ref DESC", (number - 1) * PAGE_SIZE
    if words_of(filters.text):
        return await _matching(context, filters, number)
    where, params = _narrowed(filters)
    source = _source(filters)
    # What stands nearly there is written down by itself: it need not be looked at to be counted.
    counting = (
        "FROM signing_near"
        if filters.tab == "near" and not filters.is_narrowed
        else f"{source} WHERE {where}"
    )
    total = await value(f"SELECT count(*)::int FROM (SELECT 1 {counting} LIMIT {COUNTED_MAX}) found", *params)
    # Pages before this one are passed over in the index: what they show is not read.
    page = f"SELECT p.ref {source} WHERE {where} ORDER BY {order} LIMIT {PAGE_SIZE} OFFSET {offset}"
    found = await rows(f"{_LIST} {source} {_TOTAL} WHERE p.ref IN ({page}) ORDER BY {order}", *params)
    return Paged([Line(**each) for each in found], number, int(total or 0), counted_to=COUNTED_MAX)


async def _matching(context: Context, filters: Filters, number: int) -> Paged[Line]:
    order, source, words = f"{_ORDER[filters.tab]}, p.ref DESC", _source(filters), words_of(filters.text)
    params = list[Any]()
    shown = f"{source} WHERE {_SEEN[filters.tab]}"
    fitting = first_matches(context, filters.tab, shown, _query(filters), words, order, params)
    sql = f"""
    WITH {fitting}
    {_LIST}, (SELECT count(*)::int FROM fitting) AS matches {source} {_TOTAL} JOIN fitting ON fitting.id = p.id
     ORDER BY {order} LIMIT {PAGE_SIZE} OFFSET {(number - 1) * PAGE_SIZE}
    """
    found = await rows(sql, *params)
    total = found[0]["matches"] if found else 0
    lines = [Line(**{name: each[name] for name in Line.__slots__}) for each in found]
    return Paged(lines, number, total, counted_to=MATCHES_MAX, ends_there=True)


def _source(filters: Filters) -> str:
    return _NEAR if filters.tab == "near" else _FROM


async def part(
    context: Context, filters: Filters, after: UUID | None = None, size: int = PART_SIZE
) -> Part[Line]:
    """The whole list for machines, the newest first."""
    del context
    where, params = _narrowed(filters)
    params += [after, size + 1]
    before, most = f"${len(params) - 1}::uuid", f"${len(params)}"
    sql = f"{_LIST} {_source(filters)} {_TOTAL} WHERE {where} AND ({before} IS NULL OR p.id < {before}) ORDER BY p.id DESC LIMIT {most}"
    found = [Line(**each) for each in await rows(sql, *params)]
    return part_of(found, lambda each: each.id, size)


async def counts(context: Context) -> dict[str, int]:
    """For the tabs: how many stand in each, open to all; no more than ``COUNTED_MAX`` are counted."""
    del context
    tabs = [tab for tab in TABS if tab != "near"]
    sums = ", ".join(
        f'(SELECT count(*)::int FROM (SELECT 1 FROM drafting_petition p WHERE {_SEEN[tab]} LIMIT {COUNTED_MAX}) found) AS "{tab}"'
        for tab in tabs
    )
    return dict(await row(f"SELECT {sums}") or {})


def _narrowed(filters: Filters) -> tuple[str, list[Any]]:
    """The conditions for what is asked for, and nothing else: each combination gets the plan that suits it."""
    parts, params = [_SEEN[filters.tab]], list[Any]()
    words, under = words_of(filters.text), prefix_of(filters.place) if filters.place else ""
    if words:
        parts += fits(_query(filters), words, params)
    if filters.topic:
        params.append(filters.topic)
        parts.append(f"p.topic = ${len(params)}")
    if len(under) in _ORDERED_PREFIXES:
        params.append(under)
        parts.append(f"left(p.place_code, {len(under)}) = ${len(params)}")
    elif under:
        params += [under.ljust(9, "0"), under.ljust(9, "9")]
        parts.append(f'p.place_code COLLATE "C" BETWEEN ${len(params) - 1} AND ${len(params)}')
    return " AND ".join(parts), params


def _query(filters: Filters) -> str:
    """Words, and what narrows, for the index that knows both; all that it holds is open to all."""
    under = prefix_of(filters.place) if filters.place else ""
    states = [quoted(f"@s{each.value}") for each in _STATES[filters.tab]] if filters.tab != "all" else []
    narrowed = [quoted("@t" + filters.topic)] * bool(filters.topic) + [quoted("@p" + under)] * bool(under)
    return asked(words_of(filters.text), narrowed + [f"({' | '.join(states)})"] * bool(states))
