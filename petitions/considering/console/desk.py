"""Petitions that the reader's bodies have to decide, with their legal days."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, render
from petitions.considering import queries
from petitions.drafting import wording


async def show(request: Request) -> Response:
    owed = await queries.desk(context_of(request))
    return render(request, "petitions/considering/console/desk.html", owed=owed, words=wording)


PAGES = (Page.get("petition.desk", "/petitions-to-decide", show, reads=queries.desk),)
