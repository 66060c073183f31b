"""A meeting for those who only listen and look on: without a seat, without signing in, with or without scripts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, render
from meetings.broadcast import queries, wording
from meetings.media.broadcast.hub import PATH
from meetings.media.broadcast.playlist import MEDIA_TYPES


async def show(request: Request) -> Response:
    found = await queries.watched(context_of(request), request.path_params["meeting"])
    return render(
        request,
        "meetings/broadcast/pages/watch.html",
        found=found,
        meeting=found.meeting,
        socket=PATH + found.meeting.ref,
        states=wording.STATES,
        playlist_type=MEDIA_TYPES["m3u8"],
    )


PAGES = (
    Page.get("broadcast.watch", "/meetings/{meeting}/watch", show, reads=queries.watched, fresh_seconds=5),
)
