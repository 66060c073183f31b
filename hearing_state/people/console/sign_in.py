"""Officials sign in: user name, password and one-time code in one step."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearing_state.errors import Invalid, TooMany
from hearing_state.people import demo
from hearing_state.people.actions.sign_in_staff import SignInStaff, sign_in_staff
from hearing_state.people.browser import browser_name
from hearing_state.people.person import STAFF_WHOLE
from hearing_state.people.way_back import own_path
from hearing_state.web import Form, Page, context_of, read_form, remember_cookie, render, url
from hearing_state.web.rendering import url_or_none
from hearing_state.web.request import SESSION_COOKIE


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), request.query_params.get("next", ""))


async def _page(request: Request, form: Form, back: str, status: int = 200) -> Response:
    return render(
        request,
        "people/console/sign_in.html",
        status=status,
        form=form,
        back=own_path(back),
        accounts=await demo.shown_accounts(context_of(request)),
        password=demo.PASSWORD,
    )


async def post(request: Request) -> Response:
    form = await read_form(request)
    back = own_path(form.value("next"))
    browser = browser_name(request.headers.get("user-agent", ""))
    try:
        signed = await sign_in_staff(form.context, form.wish(SignInStaff, browser=browser))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), back, 422)
    except TooMany as refusal:
        minutes = -(-refusal.retry_after_seconds // 60)
        return await _page(
            request, form.refused(Invalid("people.too_many_sign_ins", minutes=minutes)), back, 429
        )
    remember_cookie(request, SESSION_COOKIE, signed.secret, seconds=int(STAFF_WHOLE.total_seconds()))
    return RedirectResponse(
        back or url_or_none("console.desk") or url("people.staff_account"), status_code=303
    )


PAGES = (
    Page("people.staff_sign_in", "/sign-in", "GET", show, reads=demo.shown_accounts, is_threshold=True),
    Page("people.staff_sign_in", "/sign-in", "POST", post, acts=sign_in_staff, is_threshold=True),
)
