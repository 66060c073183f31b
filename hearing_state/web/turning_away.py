"""What is said to an act for which there is no room at this moment: made once for each language, for it is said thousands of times a second."""

from __future__ import annotations

import functools
import itertools
import json

from hearing_state import i18n
from hearing_state.errors import Unavailable
from hearing_state.i18n import say
from hearing_state.web import security
from hearing_state.web.failures import problem_document
from hearing_state.web.reduced import language_of
from hearing_state.web.rendering import environment

_API = "/api/"
_COME_AGAIN_SECONDS = itertools.cycle(range(3, 11))
"""Not all at the same moment."""


def turned_away(path: str, wishes: str) -> bytes:
    """Header lines and body of a 503, as they go out. ``wishes``: the reader's languages, where the address names none."""
    return b"retry-after: %d\r\n%s" % (
        next(_COME_AGAIN_SECONDS),
        _made(language_of(path, wishes), path.startswith(_API)),
    )


@functools.cache
def _made(language: str, is_api: bool) -> bytes:  # noqa: FBT001  by place, the cache is asked in half the time
    with i18n.speaking(language):
        body = _problem() if is_api else _page(language)
    kind = b"application/problem+json" if is_api else b"text/html; charset=utf-8"
    headers = (
        (b"content-type", kind),
        (b"content-length", b"%d" % len(body)),
        (b"content-language", language.encode()),
        (b"cache-control", b"no-store"),
        *security.HEADERS,
    )
    return b"".join(b"%s: %s\r\n" % each for each in headers) + b"\r\n" + body


def _page(language: str) -> bytes:
    values = {
        "locale": language,
        "addresses": {each: f"/{each}/" for each in i18n.LOCALES},
        "is_act": True,
        "sentence": say(Unavailable("house_full")),
        "heard_at": None,
        "note": "",
    }
    return environment().get_template("site/plain.html").render(values).encode()


def _problem() -> bytes:
    return json.dumps(problem_document(Unavailable("house_full")), ensure_ascii=False).encode()
