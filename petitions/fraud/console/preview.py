"""Which signatures the conditions choose; and the order to find exactly these invalid, with its public reason."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Fault, Forbidden, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.drafting import wording as drafting
from petitions.fraud import queries, wording
from petitions.fraud.actions.invalidate import Invalidate, invalidate
from petitions.fraud.conditions import Conditions
from petitions.fraud.console.choice import FIELDS, chosen_in
from petitions.fraud.console.petition import options, place_names
from petitions.fraud.invalidation import REASON_MAX, TWO_PERSONS_ABOVE

_FIELD_OF = {"from_at": "from", "until_at": "until"}


async def show(request: Request) -> Response:
    typed = {name: request.query_params[name] for name in FIELDS if name in request.query_params}
    return await _page(request, Form.empty(**typed))


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    await queries.petition(form.context, ref)
    try:
        chosen = chosen_in(form)
        wish = form.wish(Invalidate, petition=ref, **chosen.model_dump())
        ordered = await invalidate(form.context, wish)
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "petition.invalidation", petition=ref, number=ordered.number)


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    """Whatever was refused: the preview is of this very moment."""
    context = context_of(request)
    found = await queries.case(context, request.path_params["petition"])
    if not found.may:
        raise Forbidden()
    chosen = None
    try:
        chosen = chosen_in(form) if form.sent else None
    except Invalid as refusal:
        form, status = form.refused(_beside(refusal)), refusal.status
    places = await place_names(context)
    return render(
        request,
        "petitions/fraud/console/preview.html",
        status=status,
        form=form,
        petition=found.petition,
        preview=await queries.preview(context, found.petition, chosen) if chosen else None,
        said=wording.conditions_said(chosen or Conditions(), places),
        kept=[(name, form.value(name)) for name in FIELDS],
        places=places,
        reason_max=REASON_MAX,
        two_persons_above=TWO_PERSONS_ABOVE,
        drafting=drafting,
        words=wording,
        **options(found.shapes, places, chosen.block if chosen else ""),
    )


def _beside(refusal: Invalid) -> Invalid:
    return Invalid.many(
        Fault(_FIELD_OF.get(each.field, each.field), each.reason, each.values) for each in refusal.faults
    )


_AT = "/petition-fraud/{petition}/preview"
PAGES = (
    Page.get("petition.fraud_preview", _AT, show, reads=queries.preview),
    Page.post("petition.invalidate", _AT, post, acts=invalidate),
)
