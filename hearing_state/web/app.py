"""The application factory: packages' pages put on routes, the edge around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Lifespan

from hearing_state.errors import Forbidden, NotFound, SignInNeeded
from hearing_state.i18n import LOCALES
from hearing_state.permissions import Actor
from hearing_state.web import static
from hearing_state.web.compression import Compressed
from hearing_state.web.edge import Edge, House
from hearing_state.web.kept import Kept
from hearing_state.web.page import Page
from hearing_state.web.reducing import Reduced
from hearing_state.web.rendering import ROUTES
from hearing_state.web.request import context_of
from hearing_state.web.routing import Finder
from hearing_state.web.shelf import Shelf

CONSOLE = "/console"
_FRONT_DOORS = ("/{locale}", "/{locale}" + CONSOLE)


def register(pages: Iterable[Page], *, below: str = "") -> None:
    """Make pages known to ``url``: in every process, also for those that another process serves."""
    for page in pages:
        path = below + page.path
        known = ROUTES.setdefault(page.name, (path, page.is_localized))
        if known != (path, page.is_localized):
            raise ValueError(f"two pages are called {page.name}: {known[0]} and {path}")


def routes_of(pages: Iterable[Page], *, below: str = "") -> list[BaseRoute]:
    """One route per page. The first segment of the address is the language."""
    return [_route(page, below + page.path, is_workplace=below == CONSOLE) for page in pages]


def _route(page: Page, path: str, *, is_workplace: bool) -> Route:
    full = f"/{{locale}}{path}" if page.is_localized else path

    async def endpoint(request: Request) -> Response:
        if page.is_localized and request.path_params["locale"] not in LOCALES:
            raise NotFound()
        if is_workplace and not page.is_threshold:
            _let_in(context_of(request).actor)
        return await page.handler(request)

    endpoint.__name__ = page.name
    made = Route(
        full,
        endpoint,
        methods=[page.method],
        name=f"{page.name}:{page.method}",
        max_body_size=page.body_bytes_max,
    )
    made.page = page  # type: ignore[attr-defined]  # house tests read it back
    return made


def _let_in(actor: Actor) -> None:
    """Into the workplace only with a post, before anything is looked up. What a post may do there its tables say."""
    if not actor.is_staff:
        raise Forbidden() if actor.is_signed_in else SignInNeeded()


def make_app(
    routes: Sequence[BaseRoute], house: House | Callable[[], House], *, lifespan: Lifespan[Any] | None = None
) -> Starlette:
    """The whole application. Route order matters: fixed addresses come before those with parameters."""
    ordered, shelf = sorted(routes, key=_fixed_first), Shelf()
    fixed = Route("/static/{version}/{path:path}", static.serve, methods=["GET"])
    made = Starlette(
        routes=[fixed, *ordered, *(Route(path, _with_slash, methods=["GET"]) for path in _FRONT_DOORS)],
        lifespan=lifespan,
        exception_handlers={HTTPException: _leave_it_to_the_edge},
        middleware=[
            Middleware(Kept, house=house, addresses=_kept(ordered), shelf=shelf),
            Middleware(Compressed),
            Middleware(Reduced, house=house, shelf=shelf),
            Middleware(Edge, house=house),
        ],
    )
    made.router.redirect_slashes = False  # its redirect is absolute and believes the Host header
    made.router.middleware_stack = Finder(made.router)
    return made


async def _with_slash(request: Request) -> Response:
    """People type /kk: the front doors end in a slash."""
    if request.path_params["locale"] not in LOCALES:
        raise NotFound()
    return RedirectResponse(f"{request.url.path}/", status_code=307)


def _kept(routes: Iterable[BaseRoute]) -> list[re.Pattern[str]]:
    """The addresses of which visitors may be shown a copy."""
    return [
        each.path_regex
        for each in routes
        if isinstance(each, Route)
        and isinstance(page := getattr(each, "page", None), Page)
        and page.fresh_seconds
    ]


async def _leave_it_to_the_edge(_request: Request, fault: Exception) -> Response:
    raise fault


def _fixed_first(route: BaseRoute) -> tuple[int, ...]:
    segments = getattr(route, "path", "").split("/")
    return tuple(1 if "{" in segment else 0 for segment in segments)
