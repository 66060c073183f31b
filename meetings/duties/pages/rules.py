"""Who must meet whom, how often, by which law: for everybody."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, render
from meetings.duties import exemption
from meetings.duties.register import law
from meetings.duties.wording import WORDING


async def show(request: Request) -> Response:
    context = context_of(request)
    exempt = await exemption.listed(context)
    return render(
        request,
        "meetings/duties/pages/rules.html",
        law=await law(context),
        exempt=exempt.total,
        **WORDING,
    )


PAGES = (Page.get("duty.rules", "/meetings/duties", show, reads=law, fresh_seconds=10),)
