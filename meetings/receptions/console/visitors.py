"""The list of visitors of one reception: whose file is due, until when the list may change; to be printed for who receives."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, render
from meetings.receptions import visitors, wording


async def show(request: Request) -> Response:
    found = await visitors.visitors(context_of(request), request.path_params["reception"])
    return render(
        request,
        "meetings/receptions/console/visitors.html",
        ahead=found.ahead,
        hours=found.ahead.hours,
        cases=found.cases,
        words=wording,
    )


PAGES = (Page.get("reception.visitors", "/receptions/hours/{reception}", show, reads=visitors.visitors),)
