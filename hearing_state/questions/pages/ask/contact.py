"""Prove a telephone or an e-mail: a code goes there and comes back. What was written waits on the server meanwhile."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Invalid, TooMany
from hearing_state.people import queries as people
from hearing_state.people.actions.confirm_code import ConfirmCode, confirm_code
from hearing_state.people.actions.request_code import RequestCode, request_code
from hearing_state.people.browser import browser_name
from hearing_state.people.person import CODE_LASTS, RESIDENT_IDLE
from hearing_state.questions import queries
from hearing_state.questions.pages.drafts import draft_of, is_known
from hearing_state.web import (
    Form,
    Page,
    context_of,
    forget_cookie,
    read_form,
    remember_cookie,
    render,
    see_other,
)
from hearing_state.web.request import SESSION_COOKIE

TICKET_COOKIE = "hs_code_ticket"
NO_TICKET = "-" * 43
"""Where the browser has lost its ticket: answered like one that is too old."""
STEPS = 6


async def show(request: Request) -> Response:
    if is_known(request):
        return await _onwards(request)
    return await _contact_page(request, Form.empty())


async def post(request: Request) -> Response:
    form = await read_form(request)
    await draft_of(request)
    try:
        sent = await request_code(context_of(request), form.wish(RequestCode, purpose="sign_in"))
    except Invalid as refusal:
        return await _contact_page(request, form.refused(refusal), 422)
    except TooMany as refusal:
        refused = Invalid("people.too_many_codes", field="contact", minutes=_minutes(refusal))
        return await _contact_page(request, form.refused(refused), 429)
    remember_cookie(request, TICKET_COOKIE, sent.ticket, seconds=int(CODE_LASTS.total_seconds()))
    return see_other(request, "question.ask_code", draft=request.path_params["draft"])


async def show_code(request: Request) -> Response:
    if is_known(request):
        return await _onwards(request)
    return await _code_page(request, Form.empty())


async def post_code(request: Request) -> Response:
    form = await read_form(request)
    await draft_of(request)
    ticket = request.cookies.get(TICKET_COOKIE, "")
    try:
        wish = form.wish(
            ConfirmCode,
            ticket=ticket or NO_TICKET,
            browser=browser_name(request.headers.get("user-agent", "")),
        )
        signed_in = await confirm_code(context_of(request), wish)
    except Invalid as refusal:
        return await _code_page(request, form.refused(refusal), 422)
    except TooMany as refusal:
        refused = Invalid("people.too_many_tries", field="code", minutes=_minutes(refusal))
        return await _code_page(request, form.refused(refused), 429)
    remember_cookie(request, SESSION_COOKIE, signed_in.secret, seconds=int(RESIDENT_IDLE.total_seconds()))
    forget_cookie(request, TICKET_COOKIE)
    return await _onwards(request)


async def _onwards(request: Request) -> Response:
    """To the check where everything is said, else to the files that waited for a proved contact."""
    draft = await draft_of(request)
    following = "question.ask_check" if draft.typed.get("kind") else "question.ask_details"
    return see_other(request, following, draft=draft.id)


async def _contact_page(request: Request, form: Form, status: int = 200) -> Response:
    draft = await draft_of(request)
    is_ready = bool(draft.typed.get("kind"))
    return render(
        request,
        "questions/pages/ask/contact.html",
        status=status,
        form=form,
        draft=draft,
        is_ready=is_ready,
        steps=STEPS,
    )


async def _code_page(request: Request, form: Form, status: int = 200) -> Response:
    draft = await draft_of(request)
    ticket = request.cookies.get(TICKET_COOKIE, "")
    sent_to = await people.code_sent_to(context_of(request), ticket) if ticket else None
    if sent_to is None and status == 200:  # noqa: PLR2004  nothing was sent, or too long ago
        return see_other(request, "question.ask_contact", draft=draft.id)
    return render(
        request,
        "questions/pages/ask/code.html",
        status=status,
        form=form,
        draft=draft,
        sent_to=sent_to.masked if sent_to else "…",
        steps=STEPS,
    )


def _minutes(refusal: TooMany) -> int:
    return -(-refusal.retry_after_seconds // 60)


PAGES = (
    Page.get("question.ask_contact", "/ask/{draft}/contact", show, reads=queries.draft),
    Page.post("question.ask_contact", "/ask/{draft}/contact", post, acts=request_code),
    Page.get("question.ask_code", "/ask/{draft}/code", show_code, reads=queries.draft),
    Page.post("question.ask_code", "/ask/{draft}/code", post_code, acts=confirm_code),
)
