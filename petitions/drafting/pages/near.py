"""Petitions like this one, before anybody writes at length: sign one of them, or go on."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, render
from petitions.drafting import nearness, wording
from petitions.drafting.pages.kept import draft_of


async def show(request: Request) -> Response:
    draft = await draft_of(request)
    return render(
        request,
        "petitions/drafting/pages/near.html",
        draft=draft,
        near=await nearness.near(
            context_of(request), draft.said("title"), draft.said("topic"), draft.said("language")
        ),
        words=wording,
    )


PAGES = (Page.get("petition.near", "/petitions/new/{draft}/near", show, reads=nearness.near),)
