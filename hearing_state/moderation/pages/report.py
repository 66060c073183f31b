"""A reader reports something that everybody can read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Invalid
from hearing_state.moderation import queries
from hearing_state.moderation.actions.report import Report, report
from hearing_state.moderation.reason import for_use
from hearing_state.moderation.words import REASONS
from hearing_state.web.forms import Form, read_form
from hearing_state.web.page import Page
from hearing_state.web.rendering import render, see_other
from hearing_state.web.request import context_of


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    thing = await queries.reportable(context_of(request), request.path_params["about"])
    return render(
        request,
        "moderation/pages/report.html",
        status=status,
        form=form,
        thing=thing,
        options=[(each.code, REASONS[each.code]) for each in for_use("report")],
        is_done="done" in request.query_params,
    )


async def post(request: Request) -> Response:
    form = await read_form(request)
    about = request.path_params["about"]
    try:
        await report(form.context, form.wish(Report, about=about))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    return see_other(request, "moderation.report", about=about, done="yes")


PAGES = (
    Page.get("moderation.report", "/report/{about}", show, reads=queries.reportable),
    Page.post("moderation.send_report", "/report/{about}", post, acts=report),
)
