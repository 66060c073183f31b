"""Who receives people, and who does not: the country by regions, a unit by its parts, the offices that owe something."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, page_number, render
from meetings.receptions import monthly, wording


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await monthly.kept(context, request.path_params.get("code", ""), page_number(request))
    return render(
        request,
        "meetings/receptions/pages/kept.html",
        kept=found,
        shown=found.line[-1] if found.line else None,
        words=wording,
    )


PAGES = (
    Page.get("reception.kept", "/receptions/kept", show, reads=monthly.kept, fresh_seconds=10),
    Page.get("reception.kept_in", "/receptions/kept/{code}", show, reads=monthly.kept, fresh_seconds=10),
)
