"""What was promised in meetings: running, overdue, kept, given up; by place, office and meeting; also as a file and a feed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, page_number, render, url
from hearing_state.web.atom import MEDIA_TYPE
from meetings.commitments import queries, recent, wording
from meetings.commitments.pages.asked_for import asked_for
from meetings.commitments.pages.feed import feed
from meetings.commitments.pages.sheet import sheet

CHILDREN_MAX = 40


async def show(request: Request) -> Response:
    context = context_of(request)
    asked = await asked_for(context, request)
    counts = await queries.kept(context, asked.filters)
    numbers = {"due": counts.due, "overdue": counts.overdue, "kept": counts.kept + counts.late, "broken": counts.broken}  # fmt: skip
    code = asked.place.code if asked.place else None
    return render(
        request,
        "meetings/commitments/pages/listed.html",
        asked=asked,
        counts=counts,
        tabs=[
            (text, url("commitment.list", **asked.having(tab=tab)), tab == asked.tab, numbers[tab])
            for tab, text in wording.TABS.items()
        ],
        page=await queries.listed(context, asked.tab, asked.filters, page_number(request), counts),
        empty=wording.EMPTY[asked.tab],
        line=await territories.line(context, code) if code else [],
        children=(await territories.children(context, code))[:CHILDREN_MAX],
    )


async def as_sheet(request: Request) -> Response:
    """Every promise that the filters leave, for a spreadsheet."""
    context = context_of(request)
    asked = await asked_for(context, request)
    lines = await queries.all_of(context, asked.filters)
    return Response(
        sheet(context, lines),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": 'attachment; filename="promises.csv"'},
    )


async def as_feed(request: Request) -> Response:
    """What happened lately, for a feed reader."""
    context = context_of(request)
    asked = await asked_for(context, request)
    news = await recent.recent(context, asked.filters)
    return Response(feed(context, asked, news), media_type=MEDIA_TYPE)


PAGES = (
    Page.get("commitment.list", "/commitments", show, reads=queries.listed, fresh_seconds=10),
    Page.get("commitment.sheet", "/commitments.csv", as_sheet, reads=queries.all_of, fresh_seconds=10),
    Page.get("commitment.feed", "/commitments.atom", as_feed, reads=recent.recent, fresh_seconds=10),
)
