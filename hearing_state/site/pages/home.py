"""The home page: what one can do, and what was promised for today."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearing_state.actions import Context
from hearing_state.i18n import locale
from hearing_state.site import queries
from hearing_state.territories.place import Place
from hearing_state.web import Page, context_of, load_panels, render
from hearing_state.web.rendering import render_text, url


async def show(request: Request) -> Response:
    context = context_of(request)
    place = chosen_place(request)
    panels = [
        render_text(panel.template, panel.values) for panel in await load_panels(context, "home", place)
    ]
    return render(
        request,
        "site/pages/home.html",
        today=await queries.today(context, place),
        panels=panels,
    )


def chosen_place(request: Request) -> Place | None:
    """The place that rides in the header."""
    chrome: Any = request.state.chrome
    place: Place | None = chrome.place if chrome is not None else None
    return place


async def language(_context: Context) -> str:
    """The language to begin with: the browser's wish, Kazakh where it says nothing we speak."""
    return locale()


async def start(request: Request) -> Response:
    address = url("site.home", locale=await language(context_of(request)))
    headers = {"vary": "accept-language", "cache-control": "no-cache"}
    return RedirectResponse(address, status_code=302, headers=headers)


PAGES = (
    Page.get("site.start", "/", start, reads=language, localized=False),
    Page.get("site.home", "/", show, reads=queries.today, fresh_seconds=10),
)
