"""Hands a sealed message to the push service of a browser's maker. Only to services that are known: no address of one's own."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx2

from hearing_state.actions import Context
from hearing_state.notifications.carriers import AwayError
from hearing_state.notifications.push.vapid import authorization

SECONDS_MAX = 10.0
KEPT_SECONDS = 86_400
"""So long a push service keeps a message for a telephone that is off; a reminder of yesterday helps nobody."""
_GONE = frozenset({404, 410})
_NOT_OURS = frozenset({400, 401, 403})
_TAKEN = 200
_REFUSED_FROM, _AWAY_FROM = 300, 500
_TOO_MANY = 429


class GoneError(Exception):
    """The browser has let go of its subscription, or it belongs to another key: it is to be forgotten."""


def is_known(endpoint: str, services: tuple[str, ...]) -> bool:
    """Whether the address is one of a known push service. ``services``: hosts, a leading dot takes all below it; a whole
    origin (``http://127.0.0.1:9000``) is one for rehearsals.

    >>> is_known("https://web.push.apple.com/x", (".push.apple.com",)), is_known("https://evil.kz/push.apple.com", (".push.apple.com",))
    (True, False)
    """
    parts = urlsplit(endpoint)
    if f"{parts.scheme}://{parts.netloc}" in services:
        return True
    host = parts.netloc  # with a port or a user in it, it is none of theirs
    return parts.scheme == "https" and any(
        host == each or (each.startswith(".") and host.endswith(each)) for each in services
    )


async def post(context: Context, endpoint: str, body: bytes, topic: str) -> None:
    """``topic`` lets a second copy take the place of the first. Raises GoneError, AwayError."""
    headers = {
        "authorization": authorization(
            context.settings.secret_bytes, endpoint, f"mailto:{context.settings.mail_from}", context.now
        ),
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        "ttl": str(KEPT_SECONDS),
        "topic": topic,
        "urgency": "normal",
    }
    try:
        async with httpx2.AsyncClient(timeout=SECONDS_MAX, follow_redirects=False, trust_env=False) as client:
            answer = await client.post(endpoint, content=body, headers=headers)
    except (httpx2.HTTPError, OSError) as away:
        raise AwayError(type(away).__name__) from None
    status = answer.status_code
    if status in _GONE or status in _NOT_OURS:
        raise GoneError(str(status))
    if status == _TOO_MANY or status >= _AWAY_FROM:
        raise AwayError(str(status))
    if not _TAKEN <= status < _REFUSED_FROM:
        raise GoneError(str(status))
