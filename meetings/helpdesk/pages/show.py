"""Help while the meeting goes on: what others asked, what was answered, a field of one's own. Plain HTML."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.helpdesk import queries
from meetings.helpdesk.actions.hide import Hide, hide
from meetings.helpdesk.actions.write import Write, write
from meetings.helpdesk.helpdesk import TEXT_MAX


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    try:
        await write(form.context, form.wish(Write, meeting=ref))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "helpdesk.show", meeting=ref)


async def put_away(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    await hide(form.context, form.wish(Hide, meeting=ref, hidden=form.value("hidden") == "yes"))
    return see_other(request, "helpdesk.show", meeting=ref)


async def _page(request: Request, form: Form, status: int) -> Response:
    found = await queries.help_of(context_of(request), request.path_params["meeting"])
    return render(
        request,
        "meetings/helpdesk/pages/show.html",
        status=status,
        help=found,
        meeting=found.meeting,
        form=form,
        longest=TEXT_MAX,
    )


_AT = "/meetings/{meeting}/hall/help"
PAGES = (
    Page.get("helpdesk.show", _AT, show, reads=queries.help_of),
    Page.post("helpdesk.write", _AT, post, acts=write),
    Page.post("helpdesk.hide", f"{_AT}/hide", put_away, acts=hide),
)
