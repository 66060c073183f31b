"""One line that searches everything public: questions, places, bodies."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.site import queries
from hearing_state.web import Page, context_of, load_panels, render
from hearing_state.web.rendering import render_text


async def show(request: Request) -> Response:
    context = context_of(request)
    text = typed(request)
    panels = (
        [render_text(panel.template, panel.values) for panel in await load_panels(context, "search", text)]
        if text
        else []
    )
    found = await queries.search(context, text)
    return render(request, "site/pages/search.html", text=text, found=found, panels=panels)


def typed(request: Request) -> str:
    """What stands in the address behind ``q``, bounded, without signs that no text has (PostgreSQL refuses NUL)."""
    words = request.query_params.get("q", "").split()
    return "".join(sign for sign in " ".join(words) if sign.isprintable())[: queries.TEXT_MAX]


PAGES = (Page.get("site.search", "/search", show, reads=queries.search),)
