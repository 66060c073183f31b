"""The finder chooses what Starlette's own search would have chosen, for every page of the house."""

from __future__ import annotations

import re

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Match, Route, Router
from starlette.testclient import TestClient

from hearing_state.main import packages
from hearing_state.web.routing import Finder

PARAMETER = re.compile(r"{(\w+)(?::(\w+))?}")
SAMPLES = (
    "kk",
    "xx",
    "Q-2026-000001",
    "9b2e0d0a-6a55-4d0e-8a43-0d3a8d7a1f00",
    "311010000",
    "1",
    "new",
    "console",
)


def addresses(route: Route) -> set[str]:
    """The route's address with several things in place of its parameters."""
    made = set()
    for sample in SAMPLES:
        other = {"int": "1", "uuid": SAMPLES[3], "path": f"{sample}/deep/er.css"}
        made.add(
            PARAMETER.sub(
                lambda found, other=other, sample=sample: other.get(found[2] or "", sample), route.path
            )
        )
        made.add(PARAMETER.sub(lambda found, other=other: other.get(found[2] or "", "kk"), route.path))
    return made


def chosen_by_starlette(routes: list[Route], scope: dict[str, object]) -> Route | None:
    return next((route for route in routes if route.matches(scope)[0] is Match.FULL), None)


def test_every_page_is_found_as_before():
    packages.install()
    routes = [each for each in packages.routes(public=True, console=True) if isinstance(each, Route)]
    assert len(routes) > 300
    finder = Finder(Router(routes=routes))
    asked = 0
    for path in sorted(set().union(*(addresses(route) for route in routes))):
        candidates = finder._candidates(path)
        assert len(candidates) < len(routes) / 3
        for method in ("GET", "POST", "PUT"):
            scope = {"type": "http", "method": method, "path": path, "root_path": ""}
            assert chosen_by_starlette(list(candidates), scope) is chosen_by_starlette(routes, scope)
            asked += 1
    assert asked > 3_000


@pytest.fixture
def client():
    async def say(request):
        return PlainTextResponse(f"{request.scope['route'].path} {dict(request.path_params)}")

    paths = ("/{locale}/a/{ref}", "/{locale}/a/new", "/static/{version}/{path:path}", "/{locale}")
    router = Router(routes=[Route(path, say, methods=["GET"]) for path in paths])
    router.middleware_stack = Finder(router)
    return TestClient(router)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/kk/a/new", "/{locale}/a/{ref} {'locale': 'kk', 'ref': 'new'}"),  # the order stays
        (
            "/static/v1/css/site.css",
            "/static/{version}/{path:path} {'version': 'v1', 'path': 'css/site.css'}",
        ),
        ("/kk", "/{locale} {'locale': 'kk'}"),
        ("/a", "/{locale} {'locale': 'a'}"),
    ],
)
def test_it_is_handled_with_its_parameters(client, path, said):
    assert client.get(path).text == said


def test_what_fits_none_is_answered_by_starlette(client):
    assert client.get("/kk/b/c/d").status_code == 404
    assert client.get("//").status_code == 404
    assert client.post("/kk/a/x").status_code == 405


def test_strangers_cannot_make_it_remember(client):
    finder = client.app.middleware_stack
    for number in range(1_000):
        client.get(f"/{number}/a{number}/x{number}")
    assert len(finder._found) <= 12
