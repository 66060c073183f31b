"""What machines fetch again and again (feeds, tables, calendars): one answer, with tags by which they learn that nothing changed."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import STANDING

FRESH_SECONDS = 300
CSV = "text/csv; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
JSON = "application/json"
EVERYBODY = {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}
"""Public facts, read without any cookie: pages of other sites may ask for them."""


def taken(
    request: Request,
    content: bytes | str,
    media_type: str,
    *,
    changed_at: datetime | None = None,
    file_name: str = "",
    following: str = "",
    seconds: int = FRESH_SECONDS,
) -> Response:
    """``following``: the address of the next part of a long list. 304 for whoever has this already."""
    body = content.encode() if isinstance(content, str) else content
    headers = {
        **EVERYBODY,
        "etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        "cache-control": f"public, max-age={seconds}",
    }
    if changed_at is not None:
        headers["last-modified"] = format_datetime(changed_at.astimezone(UTC), usegmt=True)
    if following:
        headers["link"] = f'<{following}>; rel="next"'
    if _is_known(request, headers["etag"], changed_at):
        return Response(status_code=304, headers=headers)
    if file_name:
        headers["content-disposition"] = f'attachment; filename="{file_name}"'
    return Response(body, headers=headers, media_type=media_type)


def _is_known(request: Request, tag: str, changed_at: datetime | None) -> bool:
    """A tag says more than a second of the clock: where one is sent, it alone counts (RFC 9110, 13.2.2). Without one, nobody keeps a copy
    from before something was hidden: hiding leaves the hour of the last news as it was.
    """
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tag in tags
    since = request.headers.get("if-modified-since")
    if since is None or changed_at is None:
        return False
    try:
        copied = parsedate_to_datetime(since)
        return changed_at.replace(microsecond=0) <= copied and STANDING.may_show(copied, request.url.path)
    except (ValueError, TypeError):
        return False
