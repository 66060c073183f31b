"""Headers that close what browsers leave open, and proof that a form was sent from our own page."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from starlette.requests import Request

from hearing_state.web.request import browser_of, context_of

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "media-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), microphone=(self), geolocation=()"),
)
HSTS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")

Verdict = Literal["ok", "token-needed", "refused"]


def verdict(method: str, headers: Mapping[str, str], hosts: frozenset[str]) -> Verdict:
    """Whether an unsafe request comes from our own pages.

    Sec-Fetch-Site where the browser sends it, else Origin or Referer; old phones that send neither need
    the token that our form carried.
    """
    if method in SAFE_METHODS:
        return "ok"
    site = headers.get("sec-fetch-site")
    if site is not None:
        return "ok" if site in {"same-origin", "none"} else "refused"
    origin = headers.get("origin") or headers.get("referer")
    if origin is not None:
        return "ok" if urlsplit(origin).netloc in hosts else "refused"
    return "token-needed"


def form_token(request: Request) -> str:
    key = context_of(request).settings.secret_bytes
    return hmac.digest(key, f"form:{browser_of(request)}".encode(), "sha256").hex()


def form_token_fits(request: Request, token: str) -> bool:
    return hmac.compare_digest(form_token(request), token)
