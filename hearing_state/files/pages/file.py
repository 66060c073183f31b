"""A file handed to the browser: as what it is, under its cleaned name, unable to act."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from hearing_state.files import queries
from hearing_state.files.kinds import EXTENSIONS
from hearing_state.files.visibility import hand_out
from hearing_state.web.page import Page
from hearing_state.web.request import context_of

_CLOSED = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"


async def show(request: Request) -> Response:
    file, path = await queries.content_path(context_of(request), request.path_params["id"])
    await hand_out(context_of(request), file)
    way = "inline" if file.is_picture or file.is_video else "attachment"
    plain = f"file.{EXTENSIONS[file.kind]}"
    headers = {
        "content-disposition": f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}",
        "content-security-policy": _CLOSED,
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-cache",
        "etag": f'"{file.digest[:32]}"',
    }
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return FileResponse(path, headers=headers, media_type=file.media_type)


PAGES = (Page.get("file.show", "/files/{id}/{name}", show, reads=queries.content_path, localized=False),)
