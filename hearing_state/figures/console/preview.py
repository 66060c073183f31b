"""Figures that wait for their day: a body reads its own and may object; the auditor puts a public month right."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid
from hearing_state.figures import preview
from hearing_state.figures.actions.correct import Correct, correct
from hearing_state.figures.actions.object import Object, object_
from hearing_state.figures.month import Month
from hearing_state.figures.table import csv_of
from hearing_state.figures.wording import WORDING
from hearing_state.web import Form, Page, context_of, read_form, render, see_other

_NOTHING = Form.empty()


async def show(request: Request) -> Response:
    return await _page(request)


async def _page(request: Request, status: int = 200, **forms: Any) -> Response:
    """``objecting``: the form as it was sent, for the body and month that it was sent about."""
    values = {
        "objecting": _NOTHING,
        "correcting": _NOTHING,
        "about": ("", ""),
        "form_of_nothing": _NOTHING,
        **forms,
    }
    found = await preview.preview(context_of(request))
    return render(request, "figures/console/preview.html", status=status, found=found, **values, **WORDING)


async def post_object(request: Request) -> Response:
    form, slug = await read_form(request), request.path_params["slug"]
    month = Month.read(form.value("month"))
    try:
        wish = form.wish(Object, agency=slug, **({"month_on": month.first_on} if month else {}))
        await object_(form.context, wish)
    except (Invalid, Conflict) as refusal:
        about = (slug, form.value("month"))
        return await _page(request, refusal.status, objecting=form.refused(refusal), about=about)
    return see_other(request, "figures.preview")


async def post_correct(request: Request) -> Response:
    form = await read_form(request)
    month = Month.read(form.value("month"))
    try:
        await correct(form.context, form.wish(Correct, **({"month_on": month.first_on} if month else {})))
    except (Invalid, Conflict) as refusal:
        return await _page(request, refusal.status, correcting=form.refused(refusal))
    return see_other(request, "figures.preview")


async def take(request: Request) -> Response:
    slug, month = request.path_params["slug"], request.query_params.get("month", "")
    _agency, facts = await preview.facts(context_of(request), slug, month)
    headers = {"content-disposition": f'attachment; filename="figures-{slug}-{month}.csv"'}
    return Response(csv_of(facts), media_type="text/csv", headers=headers)


PAGES = (
    Page.get("figures.preview", "/figures", show, reads=preview.preview),
    Page.get("figures.preview_csv", "/figures/{slug}.csv", take, reads=preview.facts),
    Page.post("figures.object", "/figures/{slug}/object", post_object, acts=object_),
    Page.post("figures.correct", "/figures/correct", post_correct, acts=correct),
)
