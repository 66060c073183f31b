"""Correcting a published answer: a new version with its reason, by somebody else than its author; the old stays readable."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.errors import Conflict, Invalid
from hearing_state.questions import queries
from hearing_state.questions.actions.correct_answer import CorrectAnswer, correct_answer
from hearing_state.questions.console.cases import Refusal, case_of
from hearing_state.questions.console.writing import (
    beside_fields,
    from_answer,
    languages_of,
    points_in,
    points_owed,
)
from hearing_state.questions.pages.wording import outcome_name
from hearing_state.questions.question import Outcome
from hearing_state.questions.sight import subject_of_correction
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


async def show(request: Request) -> Response:
    return await _page(request, None, None)


async def _page(request: Request, form: Form | None, refusal: Refusal | None) -> Response:
    case = await case_of(request)
    question = case.question
    if question.answer is None:
        return see_other(request, "case.show", ref=case.ref)
    about = await subject_of_correction(context_of(request), case.ref)
    shown = form or from_answer(question, question.answer)
    if refusal is not None:
        shown = shown.refused(beside_fields(refusal) if isinstance(refusal, Invalid) else refusal)
    return render(
        request,
        "questions/console/correct.html",
        status=refusal.status if refusal else 200,
        case=case,
        question=question,
        form=shown,
        may=permitted(context_of(request), "question.correct_answer", about),
        owed=points_owed(question, anew=True),
        outcomes=[(each.value, outcome_name(each.value)) for each in Outcome],
        languages=languages_of(question),
    )


async def post(request: Request) -> Response:
    form, case = await read_form(request), await case_of(request)
    points = points_in(form, points_owed(case.question, anew=True))
    try:
        await correct_answer(form.context, form.wish(CorrectAnswer, question=case.ref, points=points))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form, refusal)
    return see_other(request, "case.show", ref=case.ref, done="correct")


PAGES = (
    Page.get("case.correct", "/questions/{ref}/correct", show, reads=queries.history),
    Page.post("case.correct", "/questions/{ref}/correct", post, acts=correct_answer),
)
