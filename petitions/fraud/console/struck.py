"""The signatures that an invalidation struck, one by one; and the order that one of them counts again."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, page_number, read_form, render, see_other
from petitions.drafting import wording as drafting
from petitions.fraud import struck, wording
from petitions.fraud.actions.restore_signature import RestoreSignature, restore_signature
from petitions.fraud.console.invalidation import named, which
from petitions.fraud.invalidation import REASON_MAX
from petitions.signing.receipt import as_written


async def show(request: Request) -> Response:
    receipt = as_written(request.query_params.get("receipt", ""))
    found = await struck.listed(
        context_of(request), **which(named(request)), receipt=receipt, page=page_number(request)
    )
    return render(
        request,
        "petitions/fraud/console/struck.html",
        petition=found.petition,
        row=found.row,
        page=found.page,
        may=found.may,
        receipt=receipt,
        form=Form.empty(receipt=receipt),
        done=request.query_params.get("done", ""),
        drafting=drafting,
        words=wording,
    )


async def show_one(request: Request) -> Response:
    return await _page(request, Form.empty())


async def post(request: Request) -> Response:
    form, place = await read_form(request), _place(request)
    try:
        is_new = await restore_signature(form.context, form.wish(RestoreSignature, **place))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "petition.struck", done="restored" if is_new else "stood", **place)


def _place(request: Request) -> dict[str, Any]:
    return {**named(request), "receipt": as_written(request.path_params["receipt"])}


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    place = _place(request)
    found, one = await struck.one(context_of(request), **which(place), receipt=place["receipt"])
    return render(
        request,
        "petitions/fraud/console/struck_one.html",
        status=status,
        form=form,
        petition=found.petition,
        row=found.row,
        one=one,
        may=found.may,
        reason_max=REASON_MAX,
        drafting=drafting,
        words=wording,
    )


_AT = "/petition-fraud/{petition}/invalidations/{number}/signatures"
PAGES = (
    Page.get("petition.struck", _AT, show, reads=struck.listed),
    Page.get("petition.struck_one", f"{_AT}/{{receipt}}", show_one, reads=struck.one),
    Page.post("petition.restore_signature", f"{_AT}/{{receipt}}", post, acts=restore_signature),
)
