"""My account: name, language, contacts, and where I am signed in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Invalid
from hearing_state.i18n import LANGUAGE_NAMES
from hearing_state.people import queries
from hearing_state.people.actions.end_sessions import EndSessions, end_sessions
from hearing_state.people.actions.set_locale import SetLocale, set_locale
from hearing_state.people.actions.set_name import SetName, set_name
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    return render(
        request,
        "people/pages/account.html",
        status=status,
        me=await queries.me(context_of(request)),
        form=form,
        languages=list(LANGUAGE_NAMES.items()),
    )


async def name(request: Request) -> Response:
    form = await read_form(request)
    try:
        await set_name(form.context, form.wish(SetName))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    return see_other(request, "people.account", done="yes")


async def language(request: Request) -> Response:
    form = await read_form(request)
    try:
        await set_locale(form.context, form.wish(SetLocale))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    return see_other(request, "people.account", done="yes")


async def sessions(request: Request) -> Response:
    form = await read_form(request)
    await end_sessions(form.context, form.wish(EndSessions, person=None))
    return see_other(request, "people.account", done="yes")


PAGES = (
    Page.get("people.account", "/me", show, reads=queries.me),
    Page.post("people.name", "/me/name", name, acts=set_name),
    Page.post("people.language", "/me/language", language, acts=set_locale),
    Page.post("people.sessions", "/me/sessions", sessions, acts=end_sessions),
)
