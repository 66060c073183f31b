"""Signing in through the state's identity provider: there and back. Works without scripts, with one press more."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearing_state.actions import Context, by_law
from hearing_state.errors import Conflict, Invalid, NotFound, Unavailable
from hearing_state.people.actions.sign_in_state import SignInState, sign_in_state
from hearing_state.people.browser import browser_name
from hearing_state.people.openid import errand, provider
from hearing_state.people.openid.token import Identity
from hearing_state.people.person import RESIDENT_IDLE
from hearing_state.people.way_back import own_path
from hearing_state.permissions import Role
from hearing_state.web import (
    Form,
    Page,
    context_of,
    forget_cookie,
    read_form,
    remember_cookie,
    render,
    url,
)
from hearing_state.web.request import SESSION_COOKIE

ERRAND_COOKIE = "hs_errand"
_ANSWER_MAX = 2_000


async def begin(request: Request) -> Response:
    """On the way there. Whoever follows this address by another's link comes back signed in as herself, or not at all."""
    context = _offered(context_of(request))
    made = errand.begun(context, own_path(request.query_params.get("next", "")))
    try:
        way = await provider.way_to(context.settings, made, _return_to(context), context.locale, context.now)
    except Unavailable as away:
        return _page(request, Form.empty().refused(away), away.status)
    remember_cookie(request, ERRAND_COOKIE, made.sealed(context), seconds=int(errand.LASTS.total_seconds()))
    return RedirectResponse(way, status_code=303, headers={"cache-control": "no-store"})


async def come_back(request: Request) -> Response:
    """What the provider sent with her goes into a form of our own: signing in is an act, and acts are posted."""
    _offered(context_of(request))
    said = request.query_params
    if said.get("error") or not said.get("code") or not said.get("state"):
        return _page(request, Form.empty().refused(Invalid("people.state_refused")), 422)
    answer = {name: said[name][:_ANSWER_MAX] for name in ("code", "state")}
    issuer = said.get("iss", context_of(request).settings.openid_issuer)
    if issuer != context_of(request).settings.openid_issuer:
        return _page(request, Form.empty().refused(Invalid("people.state_refused")), 422)
    return _page(request, Form.empty(**answer))


async def post(request: Request) -> Response:
    form = await read_form(request)
    context = _offered(form.context)
    try:
        made = errand.resumed(context, request.cookies.get(ERRAND_COOKIE, ""), form.value("state"))
        found = await provider.who_came(
            context.settings, made, form.value("code")[:_ANSWER_MAX], _return_to(context), context.now
        )
        signed = await by_law(context, sign_in_state, _wish(request, found))
    except (Invalid, Conflict, Unavailable) as refusal:
        forget_cookie(request, ERRAND_COOKIE)
        return _page(request, Form.empty().refused(refusal), refusal.status)
    forget_cookie(request, ERRAND_COOKIE)
    remember_cookie(request, SESSION_COOKIE, signed.secret, seconds=int(RESIDENT_IDLE.total_seconds()))
    return RedirectResponse(made.back or url("people.account"), status_code=303)


def _wish(request: Request, found: Identity) -> SignInState:
    actor = context_of(request).actor
    return SignInState.model_validate(
        {
            "iin": found.iin,
            "given_name": found.given_name,
            "family_name": found.family_name,
            "account": actor.person_id if Role.RESIDENT in actor.roles else None,
            "session": actor.session_id,
            "browser": browser_name(request.headers.get("user-agent", "")),
            "locale": context_of(request).locale,
        }
    )


def _page(request: Request, form: Form, status: int = 200) -> Response:
    return render(request, "people/pages/state.html", status=status, form=form)


def _return_to(context: Context) -> str:
    """One address for each language, to be registered with the provider."""
    return context.settings.site_url.rstrip("/") + url("people.state_back", locale=context.locale)


def _offered(context: Context) -> Context:
    """Raises NotFound where no provider is set."""
    if not context.settings.openid_issuer:
        raise NotFound()
    return context


async def coming_back(_context: Context) -> None:
    """The page shows nothing about anybody."""


PAGES = (
    Page.get("people.state", "/sign-in/state", begin, reads=coming_back),
    Page.get("people.state_back", "/sign-in/state/back", come_back, reads=coming_back),
    Page.post("people.state_back", "/sign-in/state/back", post, acts=sign_in_state),
)
