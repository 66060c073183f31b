"""The country: two numbers for the two halves of one sentence, a map of the regions, the same as a table."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, render
from meetings.coverage import queries, recent, tension
from meetings.coverage.pages.regions import overdue_map
from meetings.coverage.pages.sorting import parts_in_order, sort_asked
from meetings.coverage.wording import WORDING
from meetings.duties import queries as duties

UNCOVERED_SHOWN = 20


async def show(request: Request) -> Response:
    context = context_of(request)
    coverage = await recent.nation(context)
    sort = sort_asked(request)
    forgotten = await queries.uncovered(context, UNCOVERED_SHOWN) if coverage.uncovered else []
    return render(
        request,
        "meetings/coverage/pages/nation.html",
        coverage=coverage,
        parts=parts_in_order(coverage.parts, sort),
        sort=sort,
        map=overdue_map(coverage.parts),
        wanted=await duties.norm(context, "online_share_percent"),
        tensions=await tension.open_under(context, None),
        forgotten=(await territories.places(context, forgotten)).values() if forgotten else (),
        **WORDING,
    )


PAGES = (Page.get("coverage.show", "/coverage", show, reads=recent.nation, fresh_seconds=10),)
