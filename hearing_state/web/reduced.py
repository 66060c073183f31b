"""What remains where a page cannot be made: the kept copy with words above it, or the plain page. Neither asks the database anything."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime

from hearing_state import i18n
from hearing_state.actions import STANDING, Step
from hearing_state.errors import Unavailable
from hearing_state.i18n import gettext as _
from hearing_state.web import security
from hearing_state.web.rendering import environment

MARK = b"<!--standing-->"
"""Stands in the frame of every page where words about how the house serves belong."""

ALWAYS = ("/static/", "/healthz", "/readyz", "/metrics", "/log/")
"""Files of this machine and the operator's questions: they need no database."""

RETRY_SECONDS = 30
_LANGUAGE = re.compile(r"^/(kk|ru|en)(?:/|$)")
_WORKPLACE = re.compile(r"^/(?:kk|ru|en)/console(?:/|$)")
Headers = Sequence[tuple[bytes, bytes]]


def step_for(path: str) -> Step:
    """How much is served at this address. The operator's switch spares the workplace: it is where the switch is."""
    if path.startswith(ALWAYS):
        return Step.ALL
    return STANDING.found if _WORKPLACE.match(path) else STANDING.step


def language_of(path: str, wishes: str) -> str:
    """The language of an address, or the reader's own where it names none."""
    found = _LANGUAGE.match(path)
    return found.group(1) if found else i18n.negotiate(wishes)


def note() -> str:
    """What the operator has to say to readers of this language; empty without."""
    return str(STANDING.notes.get(i18n.locale(), ""))


def words_above(made_at: datetime, language: str) -> bytes:
    """For a kept copy: that it is one, and of when."""
    with i18n.speaking(language):
        text = _(
            "This is a copy of the page from %(moment)s: the service cannot show the newest state just now. Nothing can be handed in until it can; nothing was lost.",
            moment=i18n.moment(made_at),
        )
        return environment().get_template("site/kept.html").render(text=text, note=note()).encode()


def plain_page(path: str, language: str, *, is_act: bool) -> tuple[Headers, bytes]:
    """The last step: one page that says what is the matter, and since when. For programs the same as problem+json."""
    with i18n.speaking(language):
        if path.startswith("/api/"):
            body, kind = _problem(is_act=is_act), b"application/problem+json"
        else:
            body, kind = _page(path, language, is_act=is_act), b"text/html; charset=utf-8"
    headers = [
        (b"content-type", kind),
        (b"content-length", b"%d" % len(body)),
        (b"content-language", language.encode()),
        (b"cache-control", b"no-store"),
        (b"retry-after", b"%d" % RETRY_SECONDS),
        *security.HEADERS,
    ]
    return headers, body


def _page(path: str, language: str, *, is_act: bool) -> bytes:
    found = _LANGUAGE.match(path)
    rest = path[3:] if found else "/"
    text = (
        environment()
        .get_template("site/plain.html")
        .render(
            locale=language,
            addresses={each: f"/{each}{rest or '/'}" for each in i18n.LOCALES},
            is_act=is_act,
            sentence="",
            heard_at=STANDING.heard_at,
            note=note(),
        )
    )
    return text.encode()


def _problem(*, is_act: bool) -> bytes:
    problem = Unavailable("service.copies_only" if is_act else "service.plain")
    document = {
        "type": f"/problems/{problem.reason}",
        "title": i18n.say(problem),
        "status": problem.status,
        "reason": problem.reason,
    }
    return json.dumps(document, ensure_ascii=False).encode()
