"""A plan on its way to the public: submitted, given back, approved, sent; or withdrawn. Each page says what follows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action
from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, read_form, see_other
from meetings.planning import queries
from meetings.planning.actions.approve import approve
from meetings.planning.actions.dispatch import dispatch
from meetings.planning.actions.send_back import send_back
from meetings.planning.actions.submit import submit
from meetings.planning.actions.withdraw import withdraw
from meetings.planning.console import wording
from meetings.planning.console.stepping import (
    back_to_plan,
    done,
    opened,
    plan_in,
    refused,
    request_parts,
    step_page,
)
from meetings.planning.plan import recipients_of
from meetings.planning.queries import PlanShown

Handler = Callable[[Request], Awaitable[Response]]


def _begun(request: Request) -> Form:
    today = context_of(request).today.isoformat()
    return Form.empty(language="kk", sent_on=today)


def _shows(word: str) -> Handler:
    async def show(request: Request) -> Response:
        found = await opened(request)
        if word not in found.may:
            return back_to_plan(request)
        return _page(request, word, found, _begun(request))

    return show


def _page(request: Request, word: str, found: PlanShown, form: Form, status: int = 200) -> Response:
    waiting = [to for to in recipients_of(found.agency.kind) if to not in found.sent]
    return step_page(
        request,
        word,
        found,
        form,
        status=status,
        waiting=[(to.value, wording.RECIPIENTS[to]) for to in waiting],
    )


def _posts(word: str, verb: Action[Any, Any], said: str) -> Handler:
    async def post(request: Request) -> Response:
        form, found = await read_form(request), await opened(request)
        try:
            await verb(form.context, form.wish(verb.wish, plan=plan_in(found).ref))
        except (Invalid, Conflict) as refusal:
            return _page(request, word, await opened(request), refused(form, refusal), refusal.status)
        return see_other(request, "plan.show", **request_parts(request), done=said)

    return post


async def give_back(request: Request) -> Response:
    return await done(request, await read_form(request), send_back, "sent_back", {})


def _pages(word: str, verb: Action[Any, Any], said: str) -> tuple[Page, Page]:
    name, path = f"plan.{word}", f"/plans/{{slug}}/{{year}}/{word}"
    return (
        Page.get(name, path, _shows(word), reads=queries.shown),
        Page.post(name, path, _posts(word, verb, said), acts=verb),
    )


PAGES = (
    *_pages("submit", submit, "submitted"),
    *_pages("approve", approve, "approved"),
    *_pages("withdraw", withdraw, "withdrawn"),
    *_pages("dispatch", dispatch, "sent"),
    Page.post("plan.send_back", "/plans/{slug}/{year}/send-back", give_back, acts=send_back),
)
