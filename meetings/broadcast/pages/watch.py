"""A meeting for those who only listen and look on: without a seat, without signing in, with or without scripts."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, load_panels, render
from hearing_state.web.rendering import render_text
from meetings.broadcast import queries, wording
from meetings.media.broadcast.hub import PATH
from meetings.media.broadcast.playlist import MEDIA_TYPES

PANEL_SLOT = "watch"


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await queries.watched(context, request.path_params["meeting"])
    panels = await load_panels(context, PANEL_SLOT, found.meeting) if found.is_live else ()
    return render(
        request,
        "meetings/broadcast/pages/watch.html",
        found=found,
        meeting=found.meeting,
        socket=PATH + found.meeting.ref,
        states=wording.STATES,
        playlist_type=MEDIA_TYPES["m3u8"],
        panels=[Markup(render_text(each.template, each.values)) for each in panels],  # noqa: S704  our own templates, escaped while rendered
    )


PAGES = (
    Page.get("broadcast.watch", "/meetings/{meeting}/watch", show, reads=queries.watched, fresh_seconds=5),
)
