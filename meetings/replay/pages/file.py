"""A file of a published recording, any part of it (Range), asked for anew each time: it may have been withdrawn."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from hearing_state.web import Page, context_of
from meetings.replay import queries


async def show(request: Request) -> Response:
    file, path = await queries.file(
        context_of(request), request.path_params["meeting"], request.path_params["file"]
    )
    headers = {"cache-control": "public, no-cache", "etag": f'"{file.sha256[:32]}"'}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return FileResponse(path, headers=headers, media_type=file.media_type)


PAGES = (
    Page.get("replay.file", "/meetings/{meeting}/replay/{file}", show, reads=queries.file, localized=False),
)
