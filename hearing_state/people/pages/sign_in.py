"""Signing in: an e-mail address or a telephone number, then the code that was sent there. Works without scripts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearing_state.actions import Context
from hearing_state.errors import Invalid, TooMany
from hearing_state.people import queries
from hearing_state.people.actions.confirm_code import ConfirmCode, confirm_code
from hearing_state.people.actions.request_code import RequestCode, request_code
from hearing_state.people.actions.sign_out import SignOut, sign_out
from hearing_state.people.browser import browser_name
from hearing_state.people.person import CODE_LASTS, RESIDENT_IDLE
from hearing_state.people.way_back import own_path
from hearing_state.web import (
    Form,
    Page,
    context_of,
    forget_cookie,
    read_form,
    remember_cookie,
    render,
    see_other,
    url,
)
from hearing_state.web.request import SESSION_COOKIE

TICKET_COOKIE = "hs_ticket"


async def show(request: Request) -> Response:
    return _ask_contact(request, Form.empty(), request.query_params.get("next", ""))


def _ask_contact(request: Request, form: Form, back: str, status: int = 200) -> Response:
    return render(request, "people/pages/sign_in.html", status=status, form=form, back=own_path(back))


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        sent = await request_code(form.context, form.wish(RequestCode))
    except Invalid as refusal:
        return _ask_contact(request, form.refused(refusal), form.value("next"), 422)
    except TooMany as refusal:
        refused = Invalid("people.too_many_codes", field="contact", minutes=_minutes(refusal))
        return _ask_contact(request, form.refused(refused), form.value("next"), 429)
    remember_cookie(request, TICKET_COOKIE, sent.ticket, seconds=int(CODE_LASTS.total_seconds()))
    return see_other(request, "people.code", next=own_path(form.value("next")))


async def show_code(request: Request) -> Response:
    return await _ask_code(request, Form.empty(), request.query_params.get("next", ""))


async def _ask_code(request: Request, form: Form, back: str, status: int = 200) -> Response:
    ticket = request.cookies.get(TICKET_COOKIE, "")
    sent_to = await queries.code_sent_to(context_of(request), ticket) if ticket else None
    if sent_to is None and status == 200:  # noqa: PLR2004  nothing was sent: begin at the beginning
        return see_other(request, "people.sign_in", next=own_path(back))
    return render(
        request, "people/pages/code.html", status=status, form=form, sent_to=sent_to, back=own_path(back)
    )


async def post_code(request: Request) -> Response:
    form = await read_form(request)
    back = own_path(form.value("next"))
    browser = browser_name(request.headers.get("user-agent", ""))
    ticket = request.cookies.get(TICKET_COOKIE, "")
    try:
        signed = await confirm_code(
            form.context, form.wish(ConfirmCode, ticket=ticket or "-" * 20, browser=browser)
        )
    except Invalid as refusal:
        return await _ask_code(request, form.refused(refusal), back, 422)
    except TooMany as refusal:
        refused = Invalid("people.too_many_tries", field="code", minutes=_minutes(refusal))
        return await _ask_code(request, form.refused(refused), back, 429)
    forget_cookie(request, TICKET_COOKIE)
    remember_cookie(request, SESSION_COOKIE, signed.secret, seconds=int(RESIDENT_IDLE.total_seconds()))
    return RedirectResponse(back or url("people.account"), status_code=303)


async def post_sign_out(request: Request) -> Response:
    form = await read_form(request)
    await sign_out(form.context, SignOut())
    forget_cookie(request, SESSION_COOKIE)
    return see_other(request, "people.sign_in", out="yes")


async def signing_in(_context: Context) -> None:
    """The page shows nothing about anybody."""


def _minutes(refusal: TooMany) -> int:
    return -(-refusal.retry_after_seconds // 60)


PAGES = (
    Page.get("people.sign_in", "/sign-in", show, reads=signing_in),
    Page.post("people.sign_in", "/sign-in", post, acts=request_code),
    Page.get("people.code", "/sign-in/code", show_code, reads=queries.code_sent_to),
    Page.post("people.code", "/sign-in/code", post_code, acts=confirm_code),
    Page.post("people.sign_out", "/sign-out", post_sign_out, acts=sign_out),
)
