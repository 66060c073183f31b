"""My meetings: those ahead, and those that are past."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, page_number, render
from meetings.registration import queries, wording
from meetings.registration.heading import headings


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await queries.mine(context, page_number(request)) if context.actor.is_signed_in else None
    listed = [*found.ahead, *found.past.items] if found else []
    return render(
        request,
        "meetings/registration/pages/mine.html",
        mine=found,
        heads=await headings(context, (each.meeting for each in listed)),
        done=wording.done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


PAGES = (Page.get("registration.mine", "/my/meetings", show, reads=queries.mine),)
