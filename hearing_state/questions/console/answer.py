"""Writing the answer: begin, save, look at it as the public will, publish it or have a second person read it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action, Context
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.i18n import LANGUAGE_NAMES, speaking
from hearing_state.questions import queries
from hearing_state.questions.actions.answer import Answer, answer
from hearing_state.questions.actions.propose_answer import ProposeAnswer, propose_answer
from hearing_state.questions.actions.save_answer_draft import SaveAnswerDraft, save_answer_draft
from hearing_state.questions.actions.start_editing import StartEditing, start_editing
from hearing_state.questions.actions.stop_editing import StopEditing, stop_editing
from hearing_state.questions.console.cases import Case, Refusal, case_of
from hearing_state.questions.console.wording import done_sentence
from hearing_state.questions.console.writing import (
    begun,
    beside_fields,
    languages_of,
    points_in,
    points_owed,
    right_to_complain,
)
from hearing_state.questions.pages.wording import outcome_name
from hearing_state.questions.publishing import AnswerText
from hearing_state.questions.question import Outcome
from hearing_state.questions.views import AnswerDraft, AnswerShown, Shown
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from hearing_state.web.rendering import render_text

TEMPLATE = "questions/console/answer.html"


async def start(request: Request) -> Response:
    """Take the pen: nobody else can write meanwhile, and everybody sees who writes."""
    form, ref = await read_form(request), request.path_params["ref"]
    try:
        await start_editing(
            form.context, StartEditing(question=ref, take_over=form.value("take_over") == "yes")
        )
    except Conflict as refusal:
        return await _editor(request, await case_of(request), Form.empty(), refusal)
    except Forbidden:
        await case_of(request)  # a case of another body is not even there
        raise
    return see_other(request, "case.answer", ref=ref)


async def stop(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["ref"]
    try:
        await stop_editing(form.context, StopEditing(question=ref))
    except Forbidden:
        await case_of(request)  # a case of another body is not even there
        raise
    return see_other(request, "case.show", ref=ref, done="stop")


async def show(request: Request) -> Response:
    case = await case_of(request)
    return await _editor(request, case, await begun(context_of(request), case))


async def _editor(request: Request, case: Case, form: Form, refusal: Refusal | None = None) -> Response:
    """The fields for whoever holds the pen; for others who holds it, the draft, and how to take over."""
    context, question, lock = context_of(request), case.question, case.past.lock
    if refusal is not None:
        form = form.refused(beside_fields(refusal) if isinstance(refusal, Invalid) else refusal)
    is_mine = lock is not None and lock.is_mine
    return render(
        request,
        TEMPLATE,
        status=refusal.status if refusal else 200,
        case=case,
        question=question,
        form=form,
        is_mine=is_mine,
        may_write="save_draft" in case.may,
        owed=points_owed(question),
        outcomes=[(each.value, outcome_name(each.value)) for each in Outcome],
        languages=languages_of(question),
        template_options=await _template_options(context, form.value("language")) if is_mine else [],
        done=done_sentence(request.query_params.get("done", "")),
    )


async def _template_options(context: Context, language: str) -> list[tuple[str, str]]:
    return [(str(each.id), each.name) for each in await queries.templates(context, language or None)]


async def save(request: Request) -> Response:
    """Save what stands there; perhaps put a template in, perhaps go on to look at it."""
    form, ref = await read_form(request), request.path_params["ref"]
    case = await case_of(request)
    try:
        form = await _completed(form, case)
        points = points_in(form, points_owed(case.question))
        await save_answer_draft(form.context, form.wish(SaveAnswerDraft, question=ref, points=points))
    except (Invalid, Conflict) as refusal:
        return await _editor(request, await case_of(request), form, refusal)
    if form.value("then") == "preview":
        return see_other(request, "case.preview", ref=ref)
    return see_other(request, "case.answer", ref=ref, done="saved")


async def _completed(form: Form, case: Case) -> Form:
    """With the chosen template behind the text; the standing words about complaints follow the answer's language."""
    typed = {name: tuple(values) for name, values in form.sent.items()}
    chosen = form.value("template") if form.value("then") == "insert" else ""
    for each in await queries.templates(form.context) if chosen else []:
        if str(each.id) == chosen:
            typed["text"] = ("\n\n".join(part for part in (form.value("text").strip(), each.text) if part),)
    language = form.value("language")
    others = [code for code, _name in languages_of(case.question) if code != language]
    standing = [await right_to_complain(form.context, case.question, code) for code in others]
    if language and form.value("complaint").strip() in standing:
        typed["complaint"] = (await right_to_complain(form.context, case.question, language),)
    return Form(typed, form.files, form.faults, form.context)


async def preview(request: Request) -> Response:
    """The draft as the asker and the public will read it, in the answer's language."""
    case = await case_of(request)
    if case.past.draft is None:
        return see_other(request, "case.answer", ref=case.ref)
    return render(
        request,
        "questions/console/preview.html",
        case=case,
        question=case.question,
        draft=case.past.draft,
        as_public=as_public(case.question, case.past.draft),
        language=LANGUAGE_NAMES[case.past.draft.language],
        needs_second_person=case.question.agency.needs_second_person,
        form=Form.empty(),
    )


def as_public(question: Shown, said: AnswerDraft | AnswerShown) -> Markup:
    """The answer's part of the public page, in the answer's language."""
    with speaking(said.language):
        values = {"said": said, "question": question, "outcome_name": outcome_name}
        return Markup(render_text("questions/console/as_public.html", values))  # noqa: S704  escaped by the template


async def _settled(request: Request, verb: Action[Any, Any], shape: type[AnswerText], word: str) -> Response:
    """Publish or propose what the draft says. A double click finds no draft any more and is led on."""
    form, ref = await read_form(request), request.path_params["ref"]
    case = await case_of(request)
    draft = case.past.draft
    if draft is None:
        return see_other(request, "case.show", ref=ref)
    try:
        await verb(form.context, _wish(case, draft, shape))
    except (Invalid, Conflict) as refusal:
        return await _editor(request, case, await begun(form.context, case), refusal)
    return see_other(request, "case.show", ref=ref, done=word)


def _wish(case: Case, draft: AnswerDraft, shape: type[AnswerText]) -> AnswerText:
    typed = Form.empty(language=draft.language, text=draft.text, law=draft.law, complaint=draft.complaint)
    points = tuple(
        {"number": each.number, "outcome": each.outcome, "text": each.text, "ground": each.ground}
        for each in draft.points
    )
    return typed.wish(shape, question=case.ref, points=points)


async def publish(request: Request) -> Response:
    return await _settled(request, answer, Answer, "answer")


async def propose(request: Request) -> Response:
    return await _settled(request, propose_answer, ProposeAnswer, "propose")


PAGES = (
    Page.get("case.answer", "/questions/{ref}/answer", show, reads=queries.history),
    Page.post("case.answer", "/questions/{ref}/answer", save, acts=save_answer_draft),
    Page.post("case.start", "/questions/{ref}/answer/start", start, acts=start_editing),
    Page.post("case.stop", "/questions/{ref}/answer/stop", stop, acts=stop_editing),
    Page.get("case.preview", "/questions/{ref}/answer/preview", preview, reads=queries.history),
    Page.post("case.publish", "/questions/{ref}/answer/publish", publish, acts=answer),
    Page.post("case.propose", "/questions/{ref}/answer/propose", propose, acts=propose_answer),
)
