"""One petition before the body: register, steps, decision, publication."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.considering import queries
from petitions.considering import wording as own
from petitions.considering.actions.decide import Decide, decide
from petitions.considering.actions.publish_decision import PublishDecision, publish_decision
from petitions.considering.actions.register import Register, register
from petitions.considering.actions.take_step import TakeStep, take_step
from petitions.drafting import wording
from petitions.drafting.attachments import allowances, taken_in
from petitions.drafting.papers import papers
from petitions.drafting.petition import LIFECYCLE
from petitions.drafting.queries import subject_of


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def _done(request: Request, do: Callable[[Form, str], Awaitable[Any]]) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    await queries.case(form.context, ref)  # a petition of another body has no such page
    try:
        await do(form, ref)
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "petition.consider", petition=ref)


async def post_register(request: Request) -> Response:
    return await _done(request, lambda form, ref: register(form.context, Register(petition=ref)))


async def post_step(request: Request) -> Response:
    return await _done(request, lambda form, ref: take_step(form.context, form.wish(TakeStep, petition=ref)))


async def post_decide(request: Request) -> Response:
    return await _done(request, lambda form, ref: decide(form.context, form.wish(Decide, petition=ref)))


async def post_publish(request: Request) -> Response:
    return await _done(request, _publish)


async def _publish(form: Form, ref: str) -> None:
    sent = await taken_in(form, allowances()["statement"])
    wish = form.wish(PublishDecision, petition=ref, file=next(iter(sent), None))
    await publish_decision(form.context, wish)


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    found = await queries.case(context, request.path_params["petition"])
    row, subject = found.petition, subject_of(found.petition)
    return render(
        request,
        "petitions/considering/console/case.html",
        status=status,
        form=form,
        petition=row,
        papers=await papers(context, row),
        case=found,
        duties=queries.duties(found),
        kinds=dict(own.kind_options()),
        may={
            "register": LIFECYCLE.allows(row.state, "register")
            and permitted(context, "petition.register", subject),
            "step": LIFECYCLE.allows(row.state, "take_step")
            and permitted(context, "petition.take_step", subject),
            "decide": LIFECYCLE.allows(row.state, "grant") and permitted(context, "petition.decide", subject),
            "publish": found.decision is not None
            and found.decision.published_at is None
            and permitted(context, "petition.publish_decision", subject),
        },
        languages=[each for each in wording.language_options() if each[0] in {row.language, "kk"}],
        allowance=allowances()["statement"],
        own=own,
        words=wording,
    )


_AT = "/petitions-to-decide/{petition}"
PAGES = (
    Page.get("petition.consider", _AT, show, reads=queries.case),
    Page.post("petition.register", f"{_AT}/register", post_register, acts=register),
    Page.post("petition.take_step", f"{_AT}/step", post_step, acts=take_step),
    Page.post("petition.decide", f"{_AT}/decide", post_decide, acts=decide),
    Page.post(
        "petition.publish_decision",
        f"{_AT}/publish",
        post_publish,
        acts=publish_decision,
        body_bytes_max=allowances()["statement"].body_bytes_max,
    ),
)
