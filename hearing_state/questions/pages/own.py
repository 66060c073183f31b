"""What the asker may do with her own question: each act a page that says its consequence, and a form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action, Wish
from hearing_state.errors import Invalid, NotFound
from hearing_state.questions import queries
from hearing_state.questions.actions.cure import Cure, cure
from hearing_state.questions.actions.follow_up import FollowUp, follow_up
from hearing_state.questions.actions.make_private import MakePrivate, make_private
from hearing_state.questions.actions.make_public import MakePublic, make_public
from hearing_state.questions.actions.mark_unanswered import MarkUnanswered, mark_unanswered
from hearing_state.questions.actions.rate import Rate, rate
from hearing_state.questions.actions.withdraw import Withdraw, withdraw
from hearing_state.questions.pages.show import ref_of
from hearing_state.questions.pages.steps_taken import last_reason
from hearing_state.questions.pages.story import said_to_points
from hearing_state.questions.pages.wording import outcome_name
from hearing_state.questions.question import TEXT_MAX
from hearing_state.questions.views import Told
from hearing_state.web import Form, Page, context_of, read_form, render, see_other

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Act:
    """One act of the asker. ``verb`` as in ``Shown.may``; the template is named after the page."""

    verb: str
    path: str
    act: Action[Any, Any]
    wish: type[Wish]
    template: str

    @property
    def page(self) -> str:
        return f"question.{self.template}"


ACTS = (
    Act("cure", "cure", cure, Cure, "cure"),
    Act("withdraw", "withdraw", withdraw, Withdraw, "withdraw"),
    Act("rate", "rate", rate, Rate, "rate"),
    Act("mark", "unanswered", mark_unanswered, MarkUnanswered, "mark_unanswered"),
    Act("follow_up", "follow-up", follow_up, FollowUp, "follow_up"),
    Act("make_private", "make-private", make_private, MakePrivate, "make_private"),
    Act("make_public", "make-public", make_public, MakePublic, "make_public"),
)


def _show(of: Act) -> Handler:
    async def show(request: Request) -> Response:
        told = await _own(request)
        if of.verb not in told.shown.may:
            return see_other(request, "question.show", ref=told.shown.ref)
        return _page(request, of, told, Form.empty())

    return show


def _post(of: Act) -> Handler:
    async def post(request: Request) -> Response:
        form = await read_form(request)
        told = await _own(request)
        try:
            await of.act(form.context, form.wish(of.wish, question=told.shown.ref))
        except Invalid as refusal:
            return _page(request, of, told, form.refused(refusal), 422)
        return see_other(request, "question.show", ref=told.shown.ref)

    return post


async def _own(request: Request) -> Told:
    """Somebody else's question has no such page."""
    told = await queries.told(context_of(request), ref_of(request))
    if not told.shown.is_asker:
        raise NotFound("question.not_found")
    return told


def _page(request: Request, of: Act, told: Told, form: Form, status: int = 200) -> Response:
    question = told.shown
    return render(
        request,
        f"questions/pages/{of.template}.html",
        status=status,
        q=question,
        form=form,
        here=of.page,
        said=said_to_points(question.answers),
        outcome_name=outcome_name,
        defects=last_reason(told.events, "returned"),
        own_points=[each for each in question.points if each.into_ref is None],
        text_max=TEXT_MAX,
    )


PAGES = (
    *(Page.get(of.page, f"/questions/{{ref}}/{of.path}", _show(of), reads=queries.shown) for of in ACTS),
    *(Page.post(of.page, f"/questions/{{ref}}/{of.path}", _post(of), acts=of.act) for of in ACTS),
)
