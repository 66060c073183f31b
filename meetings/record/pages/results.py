"""The results of a meeting: the list of problem issues as published, and the action plan as it stands today."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, render
from meetings.record import queries, wording


async def show(request: Request) -> Response:
    found = await queries.results(context_of(request), request.path_params["meeting"])
    return render(request, "meetings/record/pages/results.html", found=found, words=wording)


PAGES = (
    Page.get("record.results", "/meetings/{meeting}/results", show, reads=queries.results, fresh_seconds=10),
)
