"""What the operator and the load balancer ask: alive, ready, figures."""

from __future__ import annotations

import json
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hearing_state.db import value
from hearing_state.errors import NotFound, Problem
from hearing_state.jobs import outbox
from hearing_state.web.metrics import METRICS
from hearing_state.web.offer import HealthCheck
from hearing_state.web.page import Page
from hearing_state.web.request import context_of

CHECKS: list[HealthCheck] = []
"""All packages' questions to the system's health, filled once by the composition root."""

SKEW_SECONDS_MAX = 2.0


async def is_alive(_request: Request) -> str:
    """Alive means that the process answers; nothing else is asked."""
    return "alive"


async def findings(request: Request) -> dict[str, str]:
    """What is not well, by name. Empty: ready."""
    context = context_of(request).as_system()
    found = {}
    try:
        theirs = await value("SELECT extract(epoch FROM clock_timestamp())::float8")
        skew = abs(theirs - context.now.timestamp()) - abs(context.settings.clock_moved_by_seconds)
        if skew > SKEW_SECONDS_MAX:
            found["clock"] = f"this machine's clock differs from the database's by {skew:.1f} s"
        for check in CHECKS:
            sentence = await check.ask(context)
            if sentence:
                found[check.name] = sentence
    except Problem as problem:
        found["database"] = problem.reason
    return found


async def figures(_request: Request) -> dict[str, float]:
    return {f"outbox_{name}": number for name, number in (await outbox.figures()).items()}


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
    return PlainTextResponse(METRICS.text(await figures(request)))


PAGES: Sequence[Page] = (
    Page.get("web.alive", "/healthz", show_alive, reads=is_alive, localized=False),
    Page.get("web.ready", "/readyz", show_ready, reads=findings, localized=False),
    Page.get("web.metrics", "/metrics", show_figures, reads=figures, localized=False),
)
