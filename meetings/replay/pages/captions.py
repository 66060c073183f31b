"""Captions of a published recording for its player, as WebVTT; asked for anew each time: the recording may have been withdrawn."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of
from meetings.captions.webvtt import MEDIA_TYPE
from meetings.replay import queries


async def show(request: Request) -> Response:
    text = await queries.captions_of(
        context_of(request), request.path_params["meeting"], request.path_params["language"]
    )
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'
    headers = {"cache-control": "public, no-cache", "etag": tag}
    if request.headers.get("if-none-match", "").removeprefix("W/") == tag:
        return Response(status_code=304, headers=headers)
    return Response(text, headers=headers, media_type=MEDIA_TYPE)


PAGES = (
    Page.get(
        "replay.captions",
        "/meetings/{meeting}/replay/captions/{language}",
        show,
        reads=queries.captions_of,
        localized=False,
    ),
)
