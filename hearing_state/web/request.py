"""The request at hand: its context, its browser, its cookies."""

from __future__ import annotations

import contextvars
from http.cookies import SimpleCookie

from starlette.requests import Request

from hearing_state.actions import Context
from hearing_state.ids import new_secret

SESSION_COOKIE = "hs_session"
BROWSER_COOKIE = "hs_browser"
PLACE_COOKIE = "hs_place"

_current: contextvars.ContextVar[Request] = contextvars.ContextVar("current_request")


def current_request() -> Request:
    return _current.get()


def has_request() -> bool:
    return _current.get(None) is not None


def set_current(request: Request) -> contextvars.Token[Request]:
    return _current.set(request)


def reset_current(token: contextvars.Token[Request]) -> None:
    _current.reset(token)


def context_of(request: Request) -> Context:
    """Who asks, when, in which language: made once per request at the edge."""
    context: Context = request.state.context
    return context


def remember_cookie(request: Request, name: str, value: str, *, seconds: int | None = None) -> None:
    """Have the answer to this request set a cookie: HttpOnly, SameSite=Lax, Secure behind TLS."""
    jar: SimpleCookie = request.state.cookies
    jar[name] = value
    jar[name]["path"] = "/"
    jar[name]["httponly"] = True
    jar[name]["samesite"] = "Lax"
    if seconds is not None:
        jar[name]["max-age"] = seconds
    if context_of(request).settings.behind_tls:
        jar[name]["secure"] = True


def forget_cookie(request: Request, name: str) -> None:
    remember_cookie(request, name, "", seconds=0)


def browser_of(request: Request) -> str:
    """A secret that only this browser knows: it owns drafts and form tokens of people who are not signed in.

    The cookie is set the first time that it is needed, not before.
    """
    known: str = request.state.browser or request.cookies.get(BROWSER_COOKIE, "")
    if len(known) != 43:  # noqa: PLR2004  the length of new_secret()
        known = new_secret()
        remember_cookie(request, BROWSER_COOKIE, known, seconds=180 * 86400)
    request.state.browser = known
    return known
