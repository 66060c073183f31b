"""The slip: number, day and hour, receiver, the last day, and how to follow. It says nothing of what was asked."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import NotFound
from hearing_state.permissions import Role
from hearing_state.questions import queries
from hearing_state.questions.pages.qr import qr
from hearing_state.questions.pages.show import address_of, shown_of
from hearing_state.questions.pages.slip_key import slip_key, slip_key_fits
from hearing_state.web import Page, context_of, render


async def show(request: Request) -> Response:
    context = context_of(request)
    shown = await shown_of(request)
    key = request.query_params.get("key", "")
    is_bearer = slip_key_fits(context, shown.ref, key)
    if not (shown.is_asker or shown.is_holder or is_bearer or Role.OPERATOR in context.actor.roles):
        raise NotFound("question.not_found")
    address = address_of(request, shown.ref)
    return render(
        request,
        "questions/pages/slip.html",
        slip=await queries.status(context, shown.ref),
        clock_id=shown.clock_id,
        is_public=not shown.is_private,
        key=slip_key(context, shown.ref),
        is_fresh=is_bearer,
        address=address,
        code=qr(address),
    )


PAGES = (Page.get("question.slip", "/questions/{ref}/slip", show, reads=queries.status),)
