"""The public log's files under their stable address: the head always fresh, everything else kept for ever."""

from __future__ import annotations

import asyncio
import re

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.web import Page, context_of

_NAME = re.compile(
    r"checkpoint(?:\.witnessed)?|vkey|tile/(?:entries|[0-9]{1,2})/(?:x[0-9]{3}/){0,6}[0-9]{3}(?:\.p/[0-9]{1,3})?"
)
_FOR_EVER = "public, max-age=31536000, immutable"


async def published(context: Context, name: str) -> bytes:
    """A file of the log. NotFound: not a name of the log's, or not there (yet)."""
    if not _NAME.fullmatch(name):
        raise NotFound()
    path = context.settings.data_dir / "ledger" / "log" / name
    try:
        return await asyncio.to_thread(path.read_bytes)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise NotFound() from None


async def show(request: Request) -> Response:
    name = request.path_params["path"]
    content = await published(context_of(request), name)
    is_tile = name.startswith("tile/")
    return Response(
        content,
        media_type="application/octet-stream" if is_tile else "text/plain; charset=utf-8",
        headers={"cache-control": _FOR_EVER if is_tile else "no-cache", "access-control-allow-origin": "*"},
    )


PAGES = (Page.get("log.file", "/log/{path:path}", show, reads=published, localized=False),)
