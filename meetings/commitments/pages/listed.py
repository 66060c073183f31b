"""What was promised in meetings: running, overdue, kept, given up; by place, office and meeting; also as a file and a feed."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.i18n import N_
from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, page_number, render, url
from hearing_state.web.atom import MEDIA_TYPE
from hearing_state.web.parts import Part, after_in, next_address
from hearing_state.web.sources import Source
from hearing_state.web.taken import CSV, JSON, taken
from meetings.commitments import queries, recent, wording
from meetings.commitments.pages.asked_for import asked_for
from meetings.commitments.pages.feed import feed
from meetings.commitments.pages.sheet import as_json, sheet
from meetings.commitments.views import Line

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
    found, following = await _part(request, "commitment.sheet")
    content = sheet(context, found.lines)
    return taken(request, content, CSV, file_name="promises.csv", following=following)


async def as_programs(request: Request) -> Response:
    """The same as JSON."""
    found, following = await _part(request, "commitment.json")
    said = {"promises": as_json(context_of(request), found.lines), "next": following or None}
    return taken(request, json.dumps(said, ensure_ascii=False), JSON, following=following)


async def _part(request: Request, name: str) -> tuple[Part[Line], str]:
    context = context_of(request)
    asked = await asked_for(context, request)
    found = await queries.part(context, asked.filters, after_in(request))
    return found, next_address(request, found, name, **asked.having(tab=""))


async def as_feed(request: Request) -> Response:
    """What happened lately, for a feed reader."""
    context = context_of(request)
    asked = await asked_for(context, request)
    news = await recent.recent(context, asked.filters)
    return taken(request, feed(context, asked, news), MEDIA_TYPE)


SOURCES = (
    Source(N_("Promises"), "CSV", "commitment.sheet", "place", "body"),
    Source(N_("Promises"), "JSON", "commitment.json", "place", "body"),
    Source(N_("What becomes of promises"), "Atom", "commitment.feed", "place", "body"),
)
PAGES = (
    Page.get("commitment.list", "/commitments", show, reads=queries.listed, fresh_seconds=10),
    Page.get("commitment.sheet", "/commitments.csv", as_sheet, reads=queries.part, fresh_seconds=10),
    Page.get("commitment.json", "/commitments.json", as_programs, reads=queries.part, fresh_seconds=10),
    Page.get("commitment.feed", "/commitments.atom", as_feed, reads=recent.recent, fresh_seconds=10),
)
