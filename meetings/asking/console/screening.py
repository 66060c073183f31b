"""The moderators' page: what was asked ahead and nobody has read yet, the nearest meeting first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, page_number, read_form, render, see_other
from meetings.asking import queries, wording
from meetings.asking.actions.screen import Screen, screen


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["ahead"]
    try:
        await screen(form.context, form.wish(Screen, question=ref))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "asking.screening", done=form.value("verdict"), about=ref)


async def _page(request: Request, form: Form, status: int) -> Response:
    context, asked = context_of(request), request.query_params
    return render(
        request,
        "meetings/asking/console/screening.html",
        status=status,
        form=form,
        refused=request.path_params.get("ahead", ""),
        waiting=await queries.waiting(context, page_number(request)),
        reasons=wording.reason_options(),
        done=wording.console_done_sentence(asked.get("done", "")),
        about=asked.get("about", ""),
        words=wording,
    )


async def count(context: Context) -> int:
    """For the navigation."""
    return (await queries.waiting(context)).total


PAGES = (
    Page.get("asking.screening", "/meeting-questions", show, reads=queries.waiting),
    Page.post("asking.screen", "/meeting-questions/{ahead}", post, acts=screen),
)
