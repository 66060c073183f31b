"""A body: who heads it, where it stands, what became of it, and what other packages tell about it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import register
from hearing_state.agencies.wording import WORDING
from hearing_state.web import Page, context_of, load_panels, render
from hearing_state.web.rendering import render_text
from hearing_state.web.sources import of_body

PANEL_SLOT = "body"


async def show(request: Request) -> Response:
    context = context_of(request)
    body = await register.body(context, request.path_params["slug"])
    panels = await load_panels(context, PANEL_SLOT, body.agency)
    return render(
        request,
        "agencies/pages/body.html",
        body=body,
        sources=of_body(body.agency.slug),
        panels=[render_text(panel.template, {"agency": body.agency, **panel.values}) for panel in panels],
        **WORDING,
    )


PAGES = (Page.get("agency.show", "/bodies/{slug}", show, reads=register.body, fresh_seconds=10),)
