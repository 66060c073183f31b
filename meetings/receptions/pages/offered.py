"""When heads receive people: by place, by office; one reception; the quarter's schedule for the board."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.clock import day_of
from hearing_state.deadlines.working_calendar import ONE_DAY
from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, render
from meetings.receptions import monthly, queries
from meetings.receptions.booking import quarter_of
from meetings.receptions.wording import month_names


async def show_list(request: Request) -> Response:
    """Of the place in the address, else of the chosen one, else of the whole country."""
    context, chrome = context_of(request), request.state.chrome
    chosen: Any = chrome.place if chrome else None
    asked = request.query_params.get("place")
    code = asked if asked is not None else (chosen.code if chosen else "")
    sought = request.query_params.get("q", "").strip()[:80]
    return render(
        request,
        "meetings/receptions/pages/list.html",
        here=await territories.place(context, code) if code else None,
        lines=await queries.offered(context, code),
        sought=sought,
        found=await territories.search(context, sought, limit=8) if sought else [],
    )


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await queries.hours(context, request.path_params["reception"])
    terms = (await queries.preparation(context)).terms(found.starts_at)
    return render(
        request,
        "meetings/receptions/pages/show.html",
        hours=found,
        body=await agencies.agency(context, found.agency_id),
        is_over=found.ends_at <= context.now,
        terms=terms,
        is_list_final=terms is not None and terms.is_list_final(context.today),
        on=day_of(found.starts_at),
    )


async def show_schedule(request: Request) -> Response:
    """The present quarter and the next, to be printed."""
    context = context_of(request)
    body = await agencies.by_slug(context, request.path_params["slug"])
    present = quarter_of(context.today)
    following = quarter_of(present[1] + ONE_DAY)
    quarters = [(span, await queries.of_quarter(context, body.id, span)) for span in (present, following)]
    return render(
        request,
        "meetings/receptions/pages/schedule.html",
        body=body,
        quarters=[(span, [each for each in found if each.published_at]) for span, found in quarters],
        owed=await monthly.of_office(context, body),
        month_names=month_names,
    )


PAGES = (
    Page.get("reception.list", "/receptions", show_list, reads=queries.offered),
    Page.get("reception.show", "/receptions/{reception}", show, reads=queries.hours),
    Page.get("reception.schedule", "/bodies/{slug}/receptions", show_schedule, reads=queries.of_quarter),
)
