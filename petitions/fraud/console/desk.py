"""Petitions whose signatures look suspicious, or are being looked into."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, page_number, render
from petitions.drafting import wording
from petitions.fraud import queries


async def show(request: Request) -> Response:
    page = await queries.desk(context_of(request), page_number(request))
    return render(request, "petitions/fraud/console/desk.html", page=page, words=wording)


PAGES = (Page.get("petition.fraud", "/petition-fraud", show, reads=queries.desk),)
