"""The public list: searched, narrowed, paged. Counts are as far as the counter has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.queries import patterns_of
from hearing_state.db import row, rows, value
from hearing_state.deadlines.board import prefix_of
from hearing_state.web import Paged
from hearing_state.web.paging import COUNTED_MAX, PAGE_SIZE
from hearing_state.web.parts import PART_SIZE, Part, part_of
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
MATCHES_MAX = 200
"""Of those that match words no more are counted."""
_SEEN: Mapping[Tab, str] = {
    tab: f"p.state IN ({', '.join(repr(each.value) for each in states)}) AND NOT p.is_hidden"
    for tab, states in _STATES.items()
}
"""Written out, so that the database sees which of its indexes holds exactly these."""
_FROM = "FROM drafting_petition p LEFT JOIN signing_total t ON t.petition_id = p.id"
_NEAR = "FROM signing_near n JOIN drafting_petition p ON p.id = n.petition_id LEFT JOIN signing_total t ON t.petition_id = p.id"
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
    most = MATCHES_MAX if filters.text else COUNTED_MAX
    counted = f"SELECT count(*)::int FROM (SELECT 1 {where} LIMIT {most}) found"
    total = int(await value(counted, *params) or 0)
    order = _ORDER[filters.tab]
    sql = f"{_LIST} {where} ORDER BY {order}, p.ref DESC LIMIT {PAGE_SIZE} OFFSET {(number - 1) * PAGE_SIZE}"
    lines = [Line(**each) for each in await rows(sql, *params)]
    return Paged(lines, number, total, counted_to=most)


async def part(
    context: Context, filters: Filters, after: UUID | None = None, size: int = PART_SIZE
) -> Part[Line]:
    """The whole list for machines, the newest first."""
    del context
    where, params = _narrowed(filters)
    params += [after, size + 1]
    before, most = f"${len(params) - 1}::uuid", f"${len(params)}"
    sql = f"{_LIST} {where} AND ({before} IS NULL OR p.id < {before}) ORDER BY p.id DESC LIMIT {most}"
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
    for pattern in patterns_of(filters.text):  # one by one: of "like all of these" no index knows
        params.append(pattern.replace("% ", "%"))
        parts.append(f"p.folded LIKE ${len(params)}")
    if filters.topic:
        params.append(filters.topic)
        parts.append(f"p.topic = ${len(params)}")
    if filters.place:
        under = prefix_of(filters.place)
        params += [under.ljust(9, "0"), under.ljust(9, "9")]
        parts.append(f'p.place_code COLLATE "C" BETWEEN ${len(params) - 1} AND ${len(params)}')
    source = _NEAR if filters.tab == "near" else _FROM
    return f"{source} WHERE {' AND '.join(parts)}", params
