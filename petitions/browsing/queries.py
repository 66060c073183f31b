"""The public list: searched, narrowed, paged. Counts are as far as the counter has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.queries import patterns_of
from hearing_state.db import rows, value
from hearing_state.web import Paged
from hearing_state.web.paging import PAGE_SIZE
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
    "near": "coalesce(t.total, 0)::numeric / p.needed DESC, p.collect_until_on",
    "waiting": "p.reached_at",
    "decided": "p.decided_at DESC",
    "all": "p.filed_at DESC",
}
COUNTED_MAX = 10_000
_WHERE = """
  FROM drafting_petition p LEFT JOIN signing_total t ON t.petition_id = p.id
 WHERE p.state = ANY ($1::text[]) AND NOT p.is_hidden AND p.folded LIKE ALL ($2::text[])
   AND ($3 = '' OR p.topic = $3) AND ($4 = '' OR p.place_code = $4 OR p.place_code LIKE $5) {}
"""
_NEAR = "AND p.needed IS NOT NULL AND coalesce(t.total, 0) * 4 >= p.needed * 3"
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
    del context
    where, params = _narrowed(filters)
    counted = f"SELECT count(*)::int FROM (SELECT 1 {where} LIMIT {COUNTED_MAX}) found"
    total = int(await value(counted, *params) or 0)
    order = _ORDER[filters.tab]
    sql = f"{_LIST} {where} ORDER BY {order}, p.ref DESC LIMIT {PAGE_SIZE} OFFSET {(number - 1) * PAGE_SIZE}"
    return Paged([Line(**each) for each in await rows(sql, *params)], number, total)


async def counts(context: Context) -> dict[str, int]:
    """For the tabs: how many stand in each state, open to all."""
    del context
    found = await rows(
        "SELECT state, count(*)::int AS n FROM drafting_petition WHERE NOT is_hidden AND state = ANY ($1::text[]) GROUP BY 1",
        [each.value for each in OPEN_TO_ALL],
    )
    by_state = {each["state"]: each["n"] for each in found}
    return {tab: sum(by_state.get(state, 0) for state in _STATES[tab]) for tab in TABS if tab != "near"}


def _narrowed(filters: Filters) -> tuple[str, list[Any]]:
    where = _WHERE.format(_NEAR if filters.tab == "near" else "")
    patterns = [pattern.replace("% ", "%") for pattern in patterns_of(filters.text)] or ["%"]
    below = filters.place.rstrip("0") + "%" if filters.place else "%"
    states = [each.value for each in _STATES[filters.tab]]
    return where, [states, patterns, filters.topic, filters.place, below]
