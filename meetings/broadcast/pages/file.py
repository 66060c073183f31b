"""Playlists, heads and segments of a broadcast, as nginx gives them out too (deploy/nginx): the same addresses, the same headers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from hearing_state.web import Page, context_of
from meetings.broadcast import queries
from meetings.media.broadcast.playlist import LIVE, MEDIA_TYPES

FOR_EVER = "public, max-age=31536000, immutable"
FRESH = "public, max-age=1"
ASKED_ANEW = "public, no-cache"


async def show(request: Request) -> Response:
    name = request.path_params["file"]
    path = await queries.file(context_of(request), request.path_params["meeting"], name)
    ending = name.rpartition(".")[2]
    kept = FOR_EVER if ending != "m3u8" else FRESH if name == LIVE else ASKED_ANEW
    return FileResponse(path, headers={"cache-control": kept}, media_type=MEDIA_TYPES[ending])


PAGES = (
    Page.get("broadcast.file", "/broadcast/{meeting}/{file}", show, reads=queries.file, localized=False),
)
