"""Somebody who had asked says what is missing."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Forbidden, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.commitments import queries
from meetings.commitments.actions.contest import WORDS_MAX, Contest, contest
from meetings.commitments.pages.show import shown_of


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["commitment"]
    try:
        await contest(form.context, form.wish(Contest, commitment=ref))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    return see_other(request, "commitment.show", commitment=ref)


async def _page(request: Request, form: Form, status: int) -> Response:
    shown = await shown_of(request)
    if "contest" not in shown.may and context_of(request).actor.is_signed_in:
        raise Forbidden("commitment.only_askers")
    return render(
        request,
        "meetings/commitments/pages/contest.html",
        status=status,
        form=form,
        shown=shown,
        c=shown.commitment,
        words_max=WORDS_MAX,
    )


PAGES = (
    Page.get("commitment.contest", "/commitments/{commitment}/contest", show, reads=queries.shown),
    Page.post("commitment.contest", "/commitments/{commitment}/contest", post, acts=contest),
)
