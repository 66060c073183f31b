"""A decision with its public reason; its author can appeal it here."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.errors import Invalid, NotFound
from hearing_state.moderation import queries
from hearing_state.moderation.actions.appeal import Appeal, appeal
from hearing_state.moderation.reason import APPEAL_WITHIN, LIFE, reasons
from hearing_state.moderation.words import OUTCOMES, REASONS, cited
from hearing_state.permissions import Subject
from hearing_state.web.forms import Form, read_form
from hearing_state.web.page import Page
from hearing_state.web.rendering import render, see_other
from hearing_state.web.request import context_of


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    found = await queries.decision(context, request.path_params["id"])
    is_in_time = context.now <= found.decided_at + APPEAL_WITHIN
    is_author = permitted(context, "moderation.appeal", Subject(owner=found.author_id))
    return render(
        request,
        "moderation/pages/decision.html",
        status=status,
        form=form,
        decision=found,
        reason=REASONS[found.reason],
        article=cited(reasons()[found.reason].article),
        outcomes=OUTCOMES,
        can_appeal=is_author and is_in_time and LIFE.allows(found.state, "appeal"),
    )


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        decision = UUID(request.path_params["id"])
    except ValueError:
        raise NotFound("moderation.not_found") from None
    try:
        await appeal(form.context, form.wish(Appeal, decision=decision))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    return see_other(request, "moderation.decision", id=decision)


PAGES = (
    Page.get("moderation.decision", "/moderation/{id}", show, reads=queries.decision),
    Page.post("moderation.appeal", "/moderation/{id}/appeal", post, acts=appeal),
)
