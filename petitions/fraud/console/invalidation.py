"""One invalidation: where it stands, how far it has come; a second person's agreement, stop, go on, give back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.drafting import wording as drafting
from petitions.fraud import queries, wording
from petitions.fraud.actions.confirm_invalidation import ConfirmInvalidation, confirm_invalidation
from petitions.fraud.actions.drop_invalidation import DropInvalidation, drop_invalidation
from petitions.fraud.actions.restore_signatures import RestoreSignatures, restore_signatures
from petitions.fraud.actions.resume_invalidation import ResumeInvalidation, resume_invalidation
from petitions.fraud.actions.stop_invalidation import StopInvalidation, stop_invalidation
from petitions.fraud.console.petition import place_names
from petitions.fraud.invalidation import REASON_MAX, UNDER_WAY

NUMBER_DIGITS = 6


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def _done(request: Request, do: Callable[[Form, dict[str, Any]], Awaitable[Any]]) -> Response:
    form, at = await read_form(request), named(request)
    shown = await queries.invalidation(form.context, **which(at))
    try:
        await do(form, at)
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    except Forbidden:
        if form.context.actor.person_id != shown.row.asked_by:
            raise
        second = Conflict("petition.second_person_needed")
        return await _page(request, form.refused(second), second.status)
    return see_other(request, "petition.invalidation", **at)


async def post_confirm(request: Request) -> Response:
    return await _done(
        request, lambda form, at: confirm_invalidation(form.context, form.wish(ConfirmInvalidation, **at))
    )


async def post_drop(request: Request) -> Response:
    return await _done(request, lambda form, at: drop_invalidation(form.context, DropInvalidation(**at)))


async def post_stop(request: Request) -> Response:
    return await _done(request, lambda form, at: stop_invalidation(form.context, StopInvalidation(**at)))


async def post_resume(request: Request) -> Response:
    return await _done(request, lambda form, at: resume_invalidation(form.context, ResumeInvalidation(**at)))


async def post_restore(request: Request) -> Response:
    return await _done(
        request, lambda form, at: restore_signatures(form.context, form.wish(RestoreSignatures, **at))
    )


def named(request: Request) -> dict[str, Any]:
    """Raises NotFound."""
    text = request.path_params["number"]
    if not (text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS and int(text)):
        raise NotFound("petition.no_such_invalidation")
    return {"petition": request.path_params["petition"], "number": int(text)}


def which(place: dict[str, Any]) -> dict[str, Any]:
    return {"ref": place["petition"], "number": place["number"]}


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    found = await queries.invalidation(context, **which(named(request)))
    places = await place_names(context)
    return render(
        request,
        "petitions/fraud/console/invalidation.html",
        status=status,
        form=form,
        petition=found.petition,
        shown=found,
        row=found.row,
        is_under_way=found.row.state in UNDER_WAY,
        said=wording.conditions_said(found.conditions, places),
        places=places,
        reason_max=REASON_MAX,
        drafting=drafting,
        words=wording,
    )


_AT = "/petition-fraud/{petition}/invalidations/{number}"
PAGES = (
    Page.get("petition.invalidation", _AT, show, reads=queries.invalidation),
    Page.post("petition.confirm_invalidation", f"{_AT}/confirm", post_confirm, acts=confirm_invalidation),
    Page.post("petition.drop_invalidation", f"{_AT}/drop", post_drop, acts=drop_invalidation),
    Page.post("petition.stop_invalidation", f"{_AT}/stop", post_stop, acts=stop_invalidation),
    Page.post("petition.resume_invalidation", f"{_AT}/resume", post_resume, acts=resume_invalidation),
    Page.post("petition.restore_signatures", f"{_AT}/restore", post_restore, acts=restore_signatures),
)
