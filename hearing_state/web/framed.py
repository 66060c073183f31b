"""Small figures that other sites show: as JSON, and as a page in a frame. Read without any cookie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web.rendering import render
from hearing_state.web.taken import JSON, taken

FRESH_SECONDS = 3
"""With the counter's own five no number of votes that anybody is shown is older than ten, however many look."""
IN_A_FRAME = {
    "content-security-policy": "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": f"public, max-age={FRESH_SECONDS}",
}
"""Only for pages that hold no form and no script, so nobody can be led to press anything."""


def counter(request: Request, said: Mapping[str, Any]) -> Response:
    """With a tag: who asks again and again learns that nothing changed."""
    return taken(request, json.dumps(said, ensure_ascii=False), JSON, seconds=FRESH_SECONDS)


def framed(request: Request, template: str, **values: Any) -> Response:
    answer = render(request, template, **values)
    answer.headers.update(IN_A_FRAME)
    return answer
