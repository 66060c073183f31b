"""A place: its names, the line of power above it, what lies in it, and what other packages tell about it."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.territories import queries
from hearing_state.web import Page, context_of, load_panels, render
from hearing_state.web.rendering import render_text
from hearing_state.web.request import PLACE_COOKIE
from hearing_state.web.sources import of_place

PANEL_SLOT = "place"


async def show(request: Request) -> Response:
    context = context_of(request)
    line = await queries.line(context, request.path_params["code"])
    place = line[-1]
    panels = await load_panels(context, PANEL_SLOT, place)
    return render(
        request,
        "territories/pages/show.html",
        shown=place,
        above=line[:-1],
        sources=of_place(place.code),
        where=queries.where_text(place, line[:-1]),
        children=await queries.children(context, place.code),
        is_chosen=request.cookies.get(PLACE_COOKIE) == place.code,
        panels=[Markup(render_text(panel.template, {"place": place, **panel.values})) for panel in panels],  # noqa: S704  our own template, escaped while rendered
    )


PAGES = (Page.get("place.show", "/places/{code}", show, reads=queries.line, fresh_seconds=10),)
