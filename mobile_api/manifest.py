"""What the phone's API offers the application: its endpoints as pages, and the description of them."""

from __future__ import annotations

import functools

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web.offer import Manifest
from hearing_state.web.page import Page
from mobile_api.answering import answer
from mobile_api.describe import DOCUMENT
from mobile_api.endpoint import BASE
from mobile_api.pages import docs
from mobile_api.v1 import ENDPOINTS
from mobile_api.words import WORDS


@functools.cache
def description() -> bytes:
    return DOCUMENT.read_bytes()


async def show_description(request: Request) -> Response:
    return answer(request, description(), status=200, fresh_seconds=3600)


MANIFEST = Manifest(
    name="mobile_api",
    package="mobile_api",
    has_models=False,
    pages=(
        Page.get(
            "api.v1.description", f"{BASE}/openapi.json", show_description, reads=description, localized=False
        ),
        *(each.page for each in ENDPOINTS),
        *docs.PAGES,
    ),
    words=WORDS,
)
