"""A sheet for the notice board: what the petition asks for, until when, and a square that leads a telephone to it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.errors import NotFound
from hearing_state.questions.pages.qr import qr
from hearing_state.web import Page, context_of, render, url
from petitions.drafting import queries as drafting
from petitions.drafting.petition import JOINABLE, State


async def show(request: Request) -> Response:
    """Also by the direct link, for whoever was given it. Raises NotFound where nothing can be signed any more."""
    context, key = context_of(request), request.path_params["petition"]
    row = await drafting.by_key(context, key)
    if row.state not in JOINABLE:
        raise NotFound("petition.not_found")
    address = str(request.base_url).rstrip("/") + url("petition.show", petition=key)
    return render(
        request,
        "petitions/browsing/pages/notice.html",
        key=key,
        petition=row,
        body=await agencies.agency(context, row.agency_id),
        until=row.gather_until_on if row.state == State.GATHERING else row.collect_until_on,
        address=address,
        code=qr(address),
    )


PAGES = (Page.get("petition.notice", "/petitions/{petition}/notice", show, reads=drafting.by_key),)
