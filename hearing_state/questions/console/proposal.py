"""The second person: reads the proposed answer as the public will, publishes it or sends it back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.errors import Conflict, Invalid
from hearing_state.questions import queries
from hearing_state.questions.actions.approve_answer import ApproveAnswer, approve_answer
from hearing_state.questions.actions.send_back_answer import SendBackAnswer, send_back_answer
from hearing_state.questions.console.answer import as_public
from hearing_state.questions.console.cases import Refusal, case_of
from hearing_state.questions.sight import subject_of_proposal
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), None)


async def _page(request: Request, form: Form, refusal: Refusal | None) -> Response:
    context, case = context_of(request), await case_of(request)
    draft = case.past.draft
    if draft is None or draft.proposed_at is None:
        return see_other(request, "case.show", ref=case.ref)
    about = await subject_of_proposal(context, case.ref)
    return render(
        request,
        "questions/console/proposal.html",
        status=refusal.status if refusal else 200,
        case=case,
        question=case.question,
        draft=draft,
        form=form.refused(refusal) if refusal else form,
        as_public=as_public(case.question, draft),
        may_approve=permitted(context, "question.approve_answer", about),
        may_send_back=permitted(context, "question.send_back_answer", about),
    )


async def approve(request: Request) -> Response:
    form, case = await read_form(request), await case_of(request)
    try:
        await approve_answer(form.context, ApproveAnswer(question=case.ref))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form, refusal)
    return see_other(request, "case.show", ref=case.ref, done="approve")


async def send_back(request: Request) -> Response:
    form, case = await read_form(request), await case_of(request)
    try:
        await send_back_answer(form.context, form.wish(SendBackAnswer, question=case.ref))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form, refusal)
    return see_other(request, "case.show", ref=case.ref, done="send-back")


PAGES = (
    Page.get("case.proposal", "/questions/{ref}/proposal", show, reads=queries.history),
    Page.post("case.approve", "/questions/{ref}/proposal/approve", approve, acts=approve_answer),
    Page.post("case.send_back", "/questions/{ref}/proposal/send-back", send_back, acts=send_back_answer),
)
