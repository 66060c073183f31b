"""What a request is answered with: JSON with a tag, so that a phone asks for nothing it has already."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web.request import context_of

JSON = "application/json"
NO_CONTENT = 204


def answer(request: Request, body: bytes, *, status: int, fresh_seconds: int) -> Response:
    """``fresh_seconds`` is how long anybody may keep a public answer; 0: nobody keeps it."""
    if status == NO_CONTENT:
        return Response(status_code=status, headers={"cache-control": "no-store"})
    if request.method not in {"GET", "HEAD"} or not fresh_seconds:
        return Response(body, status, {"cache-control": "no-store"}, media_type=JSON)
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "etag": tag,
        "cache-control": _may_keep(request, fresh_seconds),
        "vary": "Accept-Language, Authorization",
    }
    if _has_it(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type=JSON)


def _may_keep(request: Request, fresh_seconds: int) -> str:
    if context_of(request).actor.is_signed_in:
        return "private, no-cache"
    return f"public, max-age={fresh_seconds}"


def _has_it(request: Request, tag: str) -> bool:
    known = {each.strip() for each in request.headers.get("if-none-match", "").split(",")}
    return tag in known or tag.removeprefix("W/") in known or "*" in known
