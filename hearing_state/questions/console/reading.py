"""Who has read private questions without being their asker or of their body: for those who watch over it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.questions import readings
from hearing_state.questions.console.wording import role_name, surface_name
from hearing_state.web import Page, context_of, page_number, render


async def show(request: Request) -> Response:
    return render(
        request,
        "questions/console/reading.html",
        page=await readings.listed(context_of(request), page_number(request)),
        days=readings.days_kept(),
        role_name=role_name,
        surface_name=surface_name,
    )


PAGES = (Page.get("desk.readings", "/readings", show, reads=readings.listed),)
