"""A meeting heard and seen again, with chapters."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, load_panels, render
from hearing_state.web.rendering import render_text
from meetings.captions import wording as of_captions
from meetings.replay import queries, wording
from meetings.replay.chapters import clock_of

PANEL_SLOT = "replay"


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await queries.shown(context, request.path_params["meeting"])
    panels = await load_panels(context, PANEL_SLOT, found)
    return render(
        request,
        "meetings/replay/pages/show.html",
        found=found,
        kinds=wording.KINDS,
        languages=of_captions.LANGUAGES,
        clock_of=clock_of,
        panels=[Markup(render_text(each.template, each.values)) for each in panels],  # noqa: S704  our own templates, escaped while rendered
    )


PAGES = (Page.get("replay.show", "/meetings/{meeting}/replay", show, reads=queries.shown, fresh_seconds=10),)
