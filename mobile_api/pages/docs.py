"""For makers of apps: how it works, every operation and every shape, in the reader's language.

The description for programs stays English. What its docstrings say is gathered into the catalogues (locales/babel.cfg).
"""

from __future__ import annotations

import re

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.i18n import _l, gettext
from hearing_state.web import Page, context_of, render
from mobile_api import chapters

TITLES = {
    "places": _l("Places"),
    "agencies": _l("Bodies and topics"),
    "questions": _l("Questions"),
    "own_questions": _l("One's own questions"),
    "deadlines": _l("Deadlines"),
    "meetings": _l("Meetings"),
    "registrations": _l("Taking part in a meeting"),
    "hall": _l("In the hall of a meeting"),
    "asking": _l("Questions ahead of a meeting"),
    "records": _l("After a meeting"),
    "progress": _l("What a body kept"),
    "commitments": _l("Promises"),
    "receptions": _l("Personal reception"),
    "petitions": _l("Petitions"),
    "discussions": _l("What is said about petitions"),
    "own_petitions": _l("One's own petitions"),
    "files": _l("Attachments"),
    "changes": _l("What changed since"),
    "people": _l("Signing in and one's account"),
}


_NAMES = re.compile(r"`([^`]+)`")


def said(sentence: str) -> Markup:
    """A sentence of the description for this reader; names that a program takes are the same in every language."""
    pieces = _NAMES.split(gettext(sentence))
    return Markup().join(  # what _NAMES caught stands at the odd places
        Markup('<code lang="en">{}</code>').format(piece) if place % 2 else piece
        for place, piece in enumerate(pieces)
    )


async def show_index(request: Request) -> Response:
    book = await chapters.chapters(context_of(request))
    return render(request, "mobile_api/pages/index.html", book=book, titles=TITLES, said=said)


async def show_operation(request: Request) -> Response:
    found = await chapters.operation(context_of(request), request.path_params["name"])
    return render(request, "mobile_api/pages/operation.html", operation=found, said=said)


async def show_shape(request: Request) -> Response:
    found = await chapters.shape(context_of(request), request.path_params["name"])
    return render(request, "mobile_api/pages/shape.html", shape=found, said=said)


PAGES = (
    Page.get("developer.index", "/developers", show_index, reads=chapters.chapters, fresh_seconds=60),
    Page.get(
        "developer.operation",
        "/developers/operations/{name}",
        show_operation,
        reads=chapters.operation,
        fresh_seconds=60,
    ),
    Page.get(
        "developer.shape", "/developers/shapes/{name}", show_shape, reads=chapters.shape, fresh_seconds=60
    ),
)
