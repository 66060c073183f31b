"""My questions to meetings: a resident's, or what this browser asked as a guest."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import SignInNeeded
from hearing_state.web import Page, context_of, page_number, render
from meetings.asking import queries, wording
from meetings.asking.pages.reader import known_secret


async def show(request: Request) -> Response:
    context = context_of(request)
    try:
        found = await queries.mine(context, page_number(request), known_secret(request))
    except SignInNeeded:
        found = None
    return render(
        request,
        "meetings/asking/pages/mine.html",
        mine=found,
        done=wording.done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


PAGES = (Page.get("asking.mine", "/my/meeting-questions", show, reads=queries.mine),)
