"""Adding a decree: typed, previewed with every last day that would move, then confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import require
from hearing_state.deadlines import queries
from hearing_state.deadlines.actions.add_decree import AddDecree, add_decree
from hearing_state.deadlines.preview import Preview
from hearing_state.deadlines.wording import why_day
from hearing_state.errors import Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other

FIELDS = ("source", "decided_on", "until_on", "days")


async def show(request: Request) -> Response:
    """The form; with ``preview`` in the address, also what would move."""
    context = context_of(request)
    require(context, "calendar.add_decree")
    asked = request.query_params
    form = Form.empty(**{name: asked.get(name, "") for name in FIELDS})
    preview: Preview | None = None
    if "preview" in asked:
        try:
            preview = await _preview(context, form)
        except Invalid as refusal:
            form = form.refused(refusal)
    return _page(request, form, preview)


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        await add_decree(form.context, form.wish(AddDecree))
    except Invalid as refusal:
        return _page(request, form.refused(refusal), None)
    return see_other(request, "calendar.show")


async def _preview(context: Any, form: Form) -> Preview:
    wish = form.wish(AddDecree, calendar="preview")
    return await queries.preview_decree(context, wish.source, wish.days, wish.until_on)


def _page(request: Request, form: Form, preview: Preview | None) -> Response:
    return render(
        request,
        "deadlines/console/decree.html",
        status=422 if form.faults else 200,
        form=form,
        preview=preview,
        fields=FIELDS,
        today=date.isoformat(context_of(request).today),
        why=why_day,
    )


PAGES = (
    Page.get("calendar.decree", "/calendar/decree", show, reads=queries.preview_decree),
    Page.post("calendar.decree", "/calendar/decree", post, acts=add_decree),
)
