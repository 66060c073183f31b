"""Problems as answers: a page in the reader's language, or problem+json (RFC 9457) for machines."""

from __future__ import annotations

import json
from typing import Any

import asyncpg
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match, Route

from hearing_state import i18n
from hearing_state.db import database_away
from hearing_state.errors import Invalid, NotFound, Problem, SignInNeeded, TooMany, Unavailable
from hearing_state.web.rendering import render_text, url_or_none
from hearing_state.web.request import context_of, current_request, has_request

MACHINE_PATHS = ("/api/", "/healthz", "/readyz", "/metrics")


class MethodNotOffered(NotFound):
    """The address exists, but not for this method (RFC 9110 section 15.5.6)."""

    status = 405

    def __init__(self) -> None:
        super().__init__("method_not_offered")


def from_database(fault: BaseException) -> Problem | None:
    """A database that is away or too slow is a problem with words, not an unknown fault."""
    if isinstance(fault, asyncpg.ReadOnlySQLTransactionError):
        return Unavailable("service.read_only")
    is_slow = isinstance(fault, asyncpg.QueryCanceledError | TimeoutError)
    return Unavailable("database.away") if is_slow or database_away(fault) else None


def problem_document(problem: Problem) -> dict[str, Any]:
    """RFC 9457: ``type`` and ``reason`` are stable words, ``title`` is for people."""
    document: dict[str, Any] = {
        "type": f"/problems/{problem.reason}",
        "title": i18n.say(problem),
        "status": problem.status,
        "reason": problem.reason,
    }
    if isinstance(problem, Invalid):
        document["errors"] = [
            {"field": fault.field, "reason": fault.reason, "title": i18n.say(fault)}
            for fault in problem.faults
        ]
    return document


def headers_of(problem: Problem) -> dict[str, str]:
    headers = {"cache-control": "no-store"}
    if isinstance(problem, TooMany):
        headers["retry-after"] = str(problem.retry_after_seconds)
    if isinstance(problem, Unavailable):
        headers["retry-after"] = "5"
    if isinstance(problem, MethodNotOffered) and has_request():
        headers["allow"] = ", ".join(sorted(_offered(current_request())))
    return headers


def _offered(request: Request) -> set[str]:
    """The methods of all routes at this address: a page and its form are two."""
    offered: set[str] = set()
    for route in request.scope["app"].routes:
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE:
            offered |= route.methods or set()
    return offered


def problem_json(problem: Problem) -> Response:
    body = json.dumps(problem_document(problem), ensure_ascii=False, default=str)
    return Response(body, problem.status, headers_of(problem), media_type="application/problem+json")


async def answer(request: Request, problem: Problem) -> Response:
    """The answer to a request that failed. Somebody who must sign in is led there and back."""
    if request.url.path.startswith(MACHINE_PATHS):
        return problem_json(problem)
    if isinstance(problem, SignInNeeded) and request.method in ("GET", "HEAD"):
        door = "people.staff_sign_in" if "/console" in request.url.path else "people.sign_in"
        address = url_or_none(door, next=request.url.path)
        if address:
            return RedirectResponse(address, status_code=303)
    return _page(request, problem)


def _page(request: Request, problem: Problem) -> Response:
    values = {
        "status": problem.status,
        "is_missing": isinstance(problem, NotFound),
        "sentence": i18n.say(problem),
        "problem": problem,
        "request_id": context_of(request).request_id,
    }
    try:
        text = render_text("site/problem.html", values)
    except Exception:  # noqa: BLE001  the page about a failure must not fail: plain words instead
        text = (
            f"<!doctype html><html lang={i18n.locale()}><title>{problem.status}</title><p>{i18n.say(problem)}"
        )
    return HTMLResponse(text, problem.status, headers_of(problem))
