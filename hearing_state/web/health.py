"""What the operator and the load balancer ask: alive, ready, figures."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hearing_state.actions import Context
from hearing_state.db import value
from hearing_state.errors import NotFound, Problem
from hearing_state.web.figures import collected, described
from hearing_state.web.metrics import METRICS
from hearing_state.web.offer import HealthCheck
from hearing_state.web.page import Page
from hearing_state.web.request import context_of

CHECKS: list[HealthCheck] = []
"""All packages' questions to the system's health, filled once by the composition root."""

SKEW_SECONDS_MAX = 2.0
SECONDS_AT_MOST = 3.0
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


async def is_alive(_request: Request) -> str:
    """Alive means that the process answers; nothing else is asked."""
    return "alive"


async def findings(request: Request) -> dict[str, str]:
    """What is not well, by name. Empty: ready."""
    context = context_of(request).as_system()
    found: dict[str, str] = {}
    try:
        async with asyncio.timeout(SECONDS_AT_MOST):
            await _look(context, found)
    except TimeoutError:  # a database that keeps silent is away for everybody who waits
        found["database"] = "database.silent"
    except Problem as problem:
        found["database"] = problem.reason
    return found


async def _look(context: Context, found: dict[str, str]) -> None:
    theirs = await value("SELECT extract(epoch FROM clock_timestamp())::float8")
    skew = abs(theirs - context.now.timestamp()) - abs(context.settings.clock_moved_by_seconds)
    if skew > SKEW_SECONDS_MAX:
        found["clock"] = f"this machine's clock differs from the database's by {skew:.1f} s"
    for check in CHECKS:
        sentence = await check.ask(context)
        if sentence:
            found[check.name] = sentence


async def figures(request: Request) -> tuple[dict[str, float], dict[str, str]]:
    """Every number for the scraper, and what is not well by name. Where the database is away nothing is asked of it twice."""
    found = await findings(request)
    is_up = "database" not in found
    numbers = await collected(context_of(request).as_system(), from_database=is_up)
    return {**numbers, "database_up": float(is_up)}, found


async def show_alive(request: Request) -> Response:
    return PlainTextResponse(await is_alive(request), headers={"cache-control": "no-store"})


async def show_ready(request: Request) -> Response:
    found = await findings(request)
    grave = {"database", "clock"} & found.keys()
    body = json.dumps({"ready": not grave, "findings": found}, ensure_ascii=False)
    return Response(body, 503 if grave else 200, {"cache-control": "no-store"}, media_type="application/json")


async def show_figures(request: Request) -> Response:
    """For the scraper inside the house only: a request that came through a proxy finds nothing here."""
    if "x-forwarded-for" in request.headers:
        raise NotFound()
    numbers, found = await figures(request)
    names = ("database", "clock", *(each.name for each in CHECKS))
    text = METRICS.text(numbers, described(), {name: name in found for name in names})
    return PlainTextResponse(text, headers={"cache-control": "no-store"}, media_type=METRICS_TYPE)


PAGES: Sequence[Page] = (
    Page.get("web.alive", "/healthz", show_alive, reads=is_alive, localized=False),
    Page.get("web.ready", "/readyz", show_ready, reads=findings, localized=False),
    Page.get("web.metrics", "/metrics", show_figures, reads=figures, localized=False),
)
