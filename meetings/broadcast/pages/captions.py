"""The captions of a broadcast for players that show them by themselves (HLS): a playlist beside its own, and pieces of WebVTT."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of
from meetings.broadcast import queries
from meetings.broadcast.pages.file import FRESH
from meetings.captions.webvtt import MEDIA_TYPE
from meetings.media.broadcast.playlist import CAPTIONED, MEDIA_TYPES

_FRESH = {"cache-control": FRESH}
_FOR_A_WHILE = {"cache-control": "public, max-age=30"}
"""A mended word reaches whoever looks back a little later."""


async def captioned(request: Request) -> Response:
    body = await queries.captioned(context_of(request), request.path_params["meeting"])
    return Response(body, headers=_FRESH, media_type=MEDIA_TYPES["m3u8"])


async def playlist(request: Request) -> Response:
    ref, language = request.path_params["meeting"], request.path_params["language"]
    return Response(
        await queries.captions(context_of(request), ref, language),
        headers=_FRESH,
        media_type=MEDIA_TYPES["m3u8"],
    )


async def piece(request: Request) -> Response:
    named = request.path_params
    body = await queries.caption(context_of(request), named["meeting"], named["language"], named["number"])
    return Response(body, headers=_FOR_A_WHILE, media_type=MEDIA_TYPE)


PAGES = (
    Page.get("broadcast.captioned", f"/broadcast/{{meeting}}/{CAPTIONED}", captioned, reads=queries.captioned, localized=False),
    Page.get("broadcast.captions", "/broadcast/{meeting}/captions/{language}.m3u8", playlist, reads=queries.captions, localized=False),
    Page.get("broadcast.caption", "/broadcast/{meeting}/captions/{language}-{number:int}.vtt", piece, reads=queries.caption, localized=False),
)  # fmt: skip
