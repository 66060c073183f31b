"""My petitions: begun, filed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, browser_of, context_of, load_panels, render
from hearing_state.web.rendering import render_text
from petitions.drafting import queries, wording


async def show(request: Request) -> Response:
    context = context_of(request)
    panels = await load_panels(context, "petition.mine")
    return render(
        request,
        "petitions/drafting/pages/mine.html",
        drafts=await queries.begun(context, browser_of(request)),
        filed=await queries.mine(context) if context.actor.is_signed_in else None,
        panels=[render_text(each.template, each.values) for each in panels],
        done=wording.done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


PAGES = (Page.get("petition.mine", "/my/petitions", show, reads=queries.mine),)
