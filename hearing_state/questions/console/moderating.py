"""The moderator's queue: what asks to be public, oldest first; publish it, hide it with a coded reason, or cover words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.questions import queries
from hearing_state.questions.actions.screen import Screen, screen
from hearing_state.questions.console.cases import Refusal, case_before_moderator
from hearing_state.questions.console.wording import done_sentence
from hearing_state.questions.pages.wording import cited, kind_name, outcome_name, state_name
from hearing_state.questions.reasons import HIDING
from hearing_state.web import Form, Page, context_of, page_number, read_form, render, see_other

EXCERPT = 220


async def show(request: Request) -> Response:
    asked = request.query_params
    return render(
        request,
        "questions/console/screening.html",
        lines=await queries.screening(context_of(request), page_number(request)),
        excerpt=EXCERPT,
        kind_name=kind_name,
        done=done_sentence(asked.get("done", "")),
        about=asked.get("about", ""),
    )


async def waiting(context: Context) -> int:
    """For the navigation: what waits for a moderator."""
    return (await queries.screening(context)).total


async def show_one(request: Request) -> Response:
    return await _page(request, Form.empty(), None)


async def _page(request: Request, form: Form, refusal: Refusal | None) -> Response:
    case = await case_before_moderator(request)
    return render(
        request,
        "questions/console/screen.html",
        status=refusal.status if refusal else 200,
        case=case,
        question=case.question,
        form=form.refused(refusal) if refusal else form,
        reasons=[(each.code, f"{each.label} ({cited(each.article)})") for each in HIDING.values()],
        done=done_sentence(request.query_params.get("done", "")),
        cited=cited,
        kind_name=kind_name,
        state_name=state_name,
        outcome_name=outcome_name,
        decided_already=case.question.screening != "waiting",
    )


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["ref"]
    try:
        await screen(form.context, form.wish(Screen, question=ref))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form, refusal)
    except Forbidden:
        await case_before_moderator(request)
        raise
    return see_other(request, "desk.screening", done=form.value("verdict"), about=ref)


PAGES = (
    Page.get("desk.screening", "/screening", show, reads=queries.screening),
    Page.get("desk.screen", "/screening/{ref}", show_one, reads=queries.shown),
    Page.post("desk.screen", "/screening/{ref}", post, acts=screen),
)
