"""A member of staff looks after her own sign-in: password and one-time codes."""

from __future__ import annotations

import segno
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Invalid
from hearing_state.people import queries, totp
from hearing_state.people.actions.change_password import ChangePassword, change_password
from hearing_state.people.actions.enrol_totp import EnrolTotp, enrol_totp
from hearing_state.people.passwords import LENGTH_MIN
from hearing_state.people.sealing import seal
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


async def show(request: Request) -> Response:
    return await _page(request)


async def _page(
    request: Request, *, password: Form | None = None, telephone: Form | None = None, status: int = 200
) -> Response:
    context = context_of(request)
    own = await queries.account(context)
    secret = totp.new_secret()
    picture = segno.make(totp.enrolment_address(secret, own.user_name), error="m")
    return render(
        request,
        "people/console/account.html",
        status=status,
        own=own,
        password=password or Form.empty(),
        telephone=telephone or Form.empty(),
        minimum=LENGTH_MIN,
        secret=secret,
        offered=seal(context.settings.secret_bytes, "people.totp_offer", str(own.person.id), secret).hex(),
        picture=picture.svg_data_uri(scale=5, border=4),
    )


async def post_password(request: Request) -> Response:
    form = await read_form(request)
    try:
        await change_password(form.context, form.wish(ChangePassword))
    except Invalid as refusal:
        return await _page(request, password=form.refused(refusal), status=422)
    return see_other(request, "people.staff_account", done="yes")


async def post_totp(request: Request) -> Response:
    form = await read_form(request)
    try:
        await enrol_totp(form.context, form.wish(EnrolTotp))
    except Invalid as refusal:
        return await _page(request, telephone=form.refused(refusal), status=422)
    return see_other(request, "people.staff_account", done="yes")


PAGES = (
    Page.get("people.staff_account", "/account", show, reads=queries.account),
    Page.post("people.password", "/account/password", post_password, acts=change_password),
    Page.post("people.totp", "/account/totp", post_totp, acts=enrol_totp),
)
