"""The deadline board: owed, overdue, kept and late, filtered by links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.deadlines.board import PAGE_SIZE, TABS, Tab, board
from hearing_state.deadlines.clock_view import ClockView
from hearing_state.deadlines.law import RULES
from hearing_state.deadlines.pages.links import page_of
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web import Page, context_of, render
from hearing_state.web.paging import Paged, page_number


@dataclass(frozen=True)
class Filters:
    """What the address asks for; what names nothing is not found."""

    tab: Tab
    agency: Agency | None
    place: Place | None
    rule: str

    def having(self, **changed: Any) -> dict[str, Any]:
        """The query of this board with something changed: filters are links."""
        kept = {
            "tab": self.tab,
            "agency": self.agency.slug if self.agency else "",
            "place": self.place.code if self.place else "",
            "rule": self.rule,
        }
        return {**kept, **changed}


async def filters_of(context: Context, request: Request) -> Filters:
    asked = request.query_params
    tab = asked.get("tab", "owed")
    slug, code, rule = asked.get("agency", ""), asked.get("place", ""), asked.get("rule", "")
    return Filters(
        tab=cast("Tab", tab) if tab in TABS else "owed",
        agency=await agencies.by_slug(context, slug) if slug else None,
        place=await territories.place(context, code) if code else None,
        rule=rule if rule in RULES.by_id else "",
    )


async def show(request: Request) -> Response:
    context = context_of(request)
    filters = await filters_of(context, request)
    number = page_number(request)
    agency = filters.agency.id if filters.agency else None
    place = filters.place.code if filters.place else None
    shown = await board(context, filters.tab, agency, place, filters.rule, number)
    return render(
        request,
        "deadlines/pages/board.html",
        filters=filters,
        totals=shown.totals,
        clocks=Paged(shown.rows, number, shown.total, PAGE_SIZE),
        rules=RULES.in_force(context.today),
        page_of=page_of,
        **await names_for(context, shown.rows),
    )


async def names_for(context: Context, clocks: Sequence[ClockView]) -> dict[str, Any]:
    """Names of bodies and places beside the clocks, asked for together."""
    bodies = await agencies.agencies(context, [each.agency_id for each in clocks if each.agency_id])
    places = await territories.places(context, [each.place_code for each in clocks if each.place_code])
    return {"bodies": bodies, "places": places}


PAGES = (Page.get("deadline.board", "/deadlines", show, reads=board, fresh_seconds=10),)
