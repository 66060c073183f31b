"""A case: the question, what was said to it, what can be done now; beside it the clock, the history and the people."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.i18n import LANGUAGE_NAMES, day
from hearing_state.questions import queries
from hearing_state.questions.actions.advise import Advise, advise
from hearing_state.questions.actions.take import Take, take
from hearing_state.questions.console.cases import Case, case_of
from hearing_state.questions.console.wording import done_sentence, event_title, part_name, role_name, steps_of
from hearing_state.questions.pages.wording import cited, event_law, kind_name, outcome_name, state_name
from hearing_state.web import Form, Page, context_of, read_form, render, see_other

RECENT_EVENTS = 6


async def show(request: Request) -> Response:
    return await _page(request, await case_of(request), Form.empty(), 200)


async def _page(request: Request, case: Case, form: Form, status: int) -> Response:
    context, question = context_of(request), case.question
    near = await queries.near(
        context, f"{question.title} {question.text}", question.place.code, question.topic, question.language
    )
    kin = {question.ref, question.parent_ref, *question.parts}
    return render(
        request,
        "questions/console/case.html",
        status=status,
        case=case,
        question=question,
        form=form,
        steps=steps_of(case),
        near=[each for each in near if each.line.ref not in kin],
        events=case.newest_events[:RECENT_EVENTS],
        topic=await agencies.topic(context, question.topic) if question.topic else None,
        done=done_sentence(request.query_params.get("done", "")),
        languages=LANGUAGE_NAMES,
        cited=cited,
        kind_name=kind_name,
        state_name=state_name,
        outcome_name=outcome_name,
        event_title=event_title,
        part_name=part_name,
    )


async def show_history(request: Request) -> Response:
    """Every event with who, in which role, when and why, and what stands in it."""
    case = await case_of(request, "history")
    return render(
        request,
        "questions/console/history.html",
        case=case,
        question=case.question,
        events=case.newest_events,
        bodies=await _bodies_named(request, case),
        event_title=event_title,
        event_law=event_law,
        role_name=role_name,
        part_name=part_name,
        day_said=lambda text: day(date.fromisoformat(text)),
    )


async def _bodies_named(request: Request, case: Case) -> dict[str, Agency]:
    """Bodies that the events name by their identity."""
    named = {UUID(str(each.facts["to_agency"])) for each in case.past.events if "to_agency" in each.facts}
    found = await agencies.agencies(context_of(request), named)
    return {str(body_id): body for body_id, body in found.items()}


async def post_take(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["ref"]
    try:
        await take(form.context, Take(question=ref))
    except Conflict as refusal:
        return await _page(request, await case_of(request), form.refused(refusal), refusal.status)
    except Forbidden:
        await case_of(request)  # a case of another body is not even there
        raise
    return see_other(request, "case.show", ref=ref, done="take")


async def post_advice(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["ref"]
    try:
        await advise(form.context, form.wish(Advise, consultation=_consultation(request)))
    except (Invalid, Conflict) as refusal:
        return await _page(request, await case_of(request), form.refused(refusal), refusal.status)
    return see_other(request, "case.show", ref=ref, done="advise")


def _consultation(request: Request) -> UUID:
    try:
        return UUID(request.path_params["consultation"])
    except ValueError:
        raise NotFound("question.no_such_consultation") from None


PAGES = (
    Page.get("case.show", "/questions/{ref}", show, reads=queries.history),
    Page.get("case.history", "/questions/{ref}/history", show_history, reads=queries.history),
    Page.post("case.take", "/questions/{ref}/take", post_take, acts=take),
    Page.post("case.advise", "/questions/{ref}/advice/{consultation}", post_advice, acts=advise),
)
