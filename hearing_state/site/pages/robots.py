"""What search engines may read: everything public, nothing that is somebody's own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hearing_state.actions import Context
from hearing_state.i18n import LOCALES
from hearing_state.web import Page, context_of

OWN = ("console", "me", "my", "sign-in", "ask", "search", "mailbox")


async def rules(_context: Context) -> str:
    closed = [f"Disallow: /{language}/{part}" for language in LOCALES for part in OWN]
    return "\n".join(["User-agent: *", *closed, "Disallow: /api/", ""])


async def show(request: Request) -> Response:
    text = await rules(context_of(request))
    return PlainTextResponse(text, headers={"cache-control": "public, max-age=86400"})


PAGES = (Page.get("site.robots", "/robots.txt", show, reads=rules, localized=False),)
