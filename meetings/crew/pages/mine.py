"""Whoever was appointed types her code and finds the ways to her work."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.crew import queries, wording
from meetings.crew.actions.accept import Accept, accept


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    try:
        await accept(form.context, form.wish(Accept, meeting=ref))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "crew.mine", meeting=ref)


async def _page(request: Request, form: Form, status: int) -> Response:
    found = await queries.mine(context_of(request), request.path_params["meeting"])
    return render(
        request,
        "meetings/crew/pages/mine.html",
        status=status,
        meeting=found.meeting,
        serving=found.serving,
        form=form,
        words=wording,
    )


_PATH = "/meetings/{meeting}/crew"
PAGES = (
    Page.get("crew.mine", _PATH, show, reads=queries.mine),
    Page.post("crew.accept", _PATH, post, acts=accept),
)
