"""The outermost layer: bounds, identity, language, origin check, headers, and problems turned into answers."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hearing_state import i18n
from hearing_state.actions import Context
from hearing_state.clock import Clock, steady_seconds
from hearing_state.errors import Forbidden, Invalid, NotFound, Problem, SignInNeeded, Unavailable
from hearing_state.ids import new_id
from hearing_state.permissions import Actor
from hearing_state.settings import Settings
from hearing_state.web import failures, security
from hearing_state.web.address import caller_address
from hearing_state.web.entrance import ENTRANCE
from hearing_state.web.metrics import METRICS
from hearing_state.web.request import SESSION_COOKIE, reset_current, set_current

log = structlog.get_logger("web")

Identify = Callable[[str], Awaitable[Actor | None]]
Chrome = Callable[[Request], Awaitable[Any]]
_QUIET = ("/static/", "/healthz", "/readyz", "/metrics")
_API = "/api/"
_LANGUAGE = re.compile(r"^/(kk|ru|en)(?:/|$)")


@dataclass(frozen=True)
class House:
    """What the edge is told by the composition root."""

    settings: Settings
    clock: Clock
    identify: Identify
    chrome: Chrome
    enter: Callable[[], Any]
    """Makes the database of this house the current one for a request; returns a context manager."""


class Edge:
    """Pure ASGI, one layer: each request gets its context here, and every failure its words."""

    def __init__(self, app: ASGIApp, house: House | Callable[[], House]) -> None:
        self.app = app
        self._house = house

    @property
    def house(self) -> House:
        """The house, which a server opens only after the application was made."""
        if not isinstance(self._house, House):
            self._house = self._house()
        return self._house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with self.house.enter():
            await self._http(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        language = self._language(request)
        token = set_current(request)
        began = steady_seconds()
        answer = _Answer(self.house.settings, request, send)
        found = ENTRANCE.enter()
        try:
            with i18n.speaking(language):
                await self._answered(request, receive, answer, language, found)
        finally:
            ENTRANCE.leave()
            reset_current(token)
            seconds = steady_seconds() - began
            if request.method not in security.SAFE_METHODS and answer.status != Unavailable.status:
                ENTRANCE.answered(found, seconds)
            self._note(request, answer.status, seconds)

    async def _answered(
        self, request: Request, receive: Receive, answer: _Answer, language: str, found: int
    ) -> None:
        try:
            self._prepare(request, language)
            if is_full(request.scope, self.house.settings, found):
                raise Unavailable("house_full")  # noqa: TRY301  said in words like every other problem
            await self._identify(request)
            await self.app(request.scope, receive, answer)
        except Exception as fault:
            if answer.status:
                log.exception("answer_broken_off", path=_shape(request))
                raise
            response = await self._response_for(request, fault)
            await response(request.scope, receive, answer)

    def _language(self, request: Request) -> str:
        found = _LANGUAGE.match(request.scope["path"])
        if found:
            return found.group(1)
        return i18n.negotiate(request.headers.get("accept-language", ""))

    def _prepare(self, request: Request, language: str) -> None:
        house, state = self.house, request.state
        state.cookies, state.browser, state.chrome = SimpleCookie(), "", None
        peer = request.client.host if request.client else ""
        state.context = Context(
            now=house.clock.now(),
            settings=house.settings,
            locale=language,
            address=caller_address(peer, request.headers, house.settings.trusted_hops),
            request_id=str(new_id()),
        )
        # The phone's API knows people by their token alone, never by a cookie: no page can act in a reader's name there.
        is_api = request.scope["path"].startswith(_API)
        state.csrf = "ok" if is_api or request.method in security.SAFE_METHODS else self._verdict(request)
        if "\x00" in request.scope["path"]:
            raise NotFound()  # PostgreSQL knows no such character, and nobody types it
        if not is_api:  # programs are told; pages overlook it
            request.scope["query_string"] = request.scope["query_string"].replace(b"%00", b"")
        if state.csrf == "refused":
            raise Forbidden("form_from_elsewhere")

    def _verdict(self, request: Request) -> security.Verdict:
        ours = self.house.settings.site_url.split("://", 1)[-1]
        hosts = frozenset({request.headers.get("host", ""), ours})
        return security.verdict(request.method, request.headers, hosts)

    async def _identify(self, request: Request) -> None:
        if request.scope["path"].startswith(_QUIET):
            return
        context: Context = request.state.context
        is_api = request.scope["path"].startswith(_API)
        secret = _token(request) if is_api else request.cookies.get(SESSION_COOKIE, "")
        actor = await self.house.identify(secret) if secret else None
        if actor is not None:
            request.state.context = replace(context, actor=actor)
        elif is_api and secret:
            raise SignInNeeded()  # a phone must learn that its token has ended
        if request.method in ("GET", "HEAD") and not is_api:
            request.state.chrome = await self.house.chrome(request)

    async def _response_for(self, request: Request, fault: Exception) -> Response:
        problem = _as_problem(fault)
        if problem is None:
            log.error(
                "unknown_fault",
                exc_info=fault,
                path=_shape(request),
                request_id=request.state.context.request_id,
            )
            problem = Problem("unknown_fault")
        return await failures.answer(request, problem)

    def _note(self, request: Request, status: int, seconds: float) -> None:
        if request.scope["path"].startswith(_QUIET):
            return
        METRICS.request(request.method, _shape(request), status, seconds)
        if self.house.settings.log_level == "warning":
            return  # asking the log whether it wants the line costs as much as a limit
        log.info(
            "request", method=request.method, path=_shape(request), status=status, ms=round(seconds * 1000)
        )


def is_full(scope: Scope, settings: Settings, found: int) -> bool:
    """Whether who comes now, with so many in work, is told to come again."""
    is_act = scope["method"] not in security.SAFE_METHODS
    most = min(settings.requests_at_once, ENTRANCE.acts_at_once()) if is_act else settings.requests_at_once
    return found > most and not scope["path"].startswith(_QUIET)


def _token(request: Request) -> str:
    """The secret of ``Authorization: Bearer …``; another scheme is taken whole, as a secret that fits nobody."""
    header = request.headers.get("authorization", "").strip()
    scheme, _gap, secret = header.partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else header


def _shape(request: Request) -> str:
    """The route, not the address: addresses may hold what a person typed."""
    route = request.scope.get("route")
    return getattr(route, "path", "unrouted")


def _as_problem(fault: Exception) -> Problem | None:
    if isinstance(fault, Problem):
        return fault
    if isinstance(fault, HTTPException):
        by_status: dict[int, Problem] = {
            400: Invalid("request_not_understood"),
            404: NotFound(),
            405: failures.MethodNotOffered(),
            413: Invalid("body_too_large"),
        }
        return by_status.get(fault.status_code, Invalid("request_not_understood"))
    return failures.from_database(fault)


class _Answer:
    """Adds the security headers and the cookies on the way out."""

    def __init__(self, settings: Settings, request: Request, send: Send) -> None:
        self.request, self.send, self.status = request, send, 0
        self.extra = [*security.HEADERS, *([security.HSTS] if settings.behind_tls else [])]

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            present = {name.lower() for name, _value in message["headers"]}
            headers = [*message["headers"], *((n, v) for n, v in self.extra if n not in present)]
            headers.append((b"content-language", i18n.locale().encode()))
            cookies = getattr(self.request.state, "cookies", {})
            headers += [(b"set-cookie", morsel.OutputString().encode()) for morsel in cookies.values()]
            if cookies and b"cache-control" not in present:
                headers.append((b"cache-control", b"no-store"))
            message = {**message, "headers": headers}
        await self.send(message)
