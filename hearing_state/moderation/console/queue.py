"""Moderators' queue: what readers reported and what authors appealed, the oldest first; and the pages to decide."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Invalid, NotFound
from hearing_state.moderation import queries
from hearing_state.moderation.actions.decide import Decide, decide
from hearing_state.moderation.actions.decide_appeal import DecideAppeal, decide_appeal
from hearing_state.moderation.reason import for_use
from hearing_state.moderation.words import OUTCOMES, REASONS
from hearing_state.web.forms import Form, read_form
from hearing_state.web.page import Page
from hearing_state.web.rendering import render, see_other
from hearing_state.web.request import context_of


async def show(request: Request) -> Response:
    context = context_of(request)
    queue = await queries.queue(context)
    return render(request, "moderation/console/queue.html", queue=queue, reasons=REASONS, now=context.now)


async def show_case(request: Request) -> Response:
    return await _case(request, Form.empty())


async def _case(request: Request, form: Form, status: int = 200) -> Response:
    thing, reports, decisions = await queries.case(context_of(request), request.path_params["about"])
    return render(
        request,
        "moderation/console/case.html",
        status=status,
        form=form,
        thing=thing,
        reports=reports,
        decisions=decisions,
        reasons=REASONS,
        outcomes=OUTCOMES,
        hide=[(f"upheld {each.code}", REASONS[each.code]) for each in for_use("hide")],
        keep=[(f"dismissed {each.code}", REASONS[each.code]) for each in for_use("keep")],
    )


async def post_case(request: Request) -> Response:
    """One choice names the outcome and its reason: one cannot contradict the other."""
    form = await read_form(request)
    outcome, _space, reason = form.value("verdict").partition(" ")
    about = request.path_params["about"]
    try:
        if not reason:
            raise Invalid("field_missing", field="verdict")  # noqa: TRY301  shown beside the field like every refusal
        made = await decide(form.context, form.wish(Decide, about=about, outcome=outcome, reason=reason))
    except Invalid as refusal:
        return await _case(request, form.refused(refusal), 422)
    return see_other(request, "moderation.decision", id=made)


async def show_appeal(request: Request) -> Response:
    return await _appeal(request, Form.empty())


async def _appeal(request: Request, form: Form, status: int = 200) -> Response:
    found = await queries.appealed(context_of(request), request.path_params["id"])
    return render(
        request,
        "moderation/console/appeal.html",
        status=status,
        form=form,
        decision=found,
        reason=REASONS[found.reason],
        outcomes=OUTCOMES,
        is_mine=found.decided_by == context_of(request).actor.person_id,
    )


async def post_appeal(request: Request) -> Response:
    form = await read_form(request)
    try:
        appeal = UUID(request.path_params["id"])
    except ValueError:
        raise NotFound("moderation.not_found") from None
    try:
        await decide_appeal(form.context, form.wish(DecideAppeal, appeal=appeal))
    except Invalid as refusal:
        return await _appeal(request, form.refused(refusal), 422)
    return see_other(request, "moderation.queue")


PAGES = (
    Page.get("moderation.queue", "/reports", show, reads=queries.queue),
    Page.get("moderation.case", "/reports/{about}", show_case, reads=queries.case),
    Page.post("moderation.decide", "/reports/{about}", post_case, acts=decide),
    Page.get("moderation.appealed", "/appeals/{id}", show_appeal, reads=queries.appealed),
    Page.post("moderation.decide_appeal", "/appeals/{id}", post_appeal, acts=decide_appeal),
)
