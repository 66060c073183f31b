"""Since when the record of meetings is whole: for the whole country, or for one office."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Invalid
from hearing_state.i18n import gettext as _
from hearing_state.i18n import local_name
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.duties import register
from meetings.duties.actions.set_record_start import SetRecordStart, set_record_start

TEXT_MAX = 100


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    text = " ".join(request.query_params.get("q", "").split())[:TEXT_MAX]
    context = context_of(request)
    starts, found = await register.starts(context, text)
    return render(
        request,
        "meetings/duties/console/record_start.html",
        status=status,
        form=form,
        starts=starts,
        text=text,
        whose=[("", _("The whole country")), *((each.slug, local_name(each)) for each in found)],
        today=context.today,
        done=_("Written down. It is reckoned so from now on.") if request.query_params.get("done") else None,
    )


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        await set_record_start(form.context, form.wish(SetRecordStart))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    return see_other(request, "duty.record_start", done="yes")


PAGES = (
    Page.get("duty.record_start", "/duties/record", show, reads=register.starts),
    Page.post("duty.record_start", "/duties/record", post, acts=set_record_start),
)
