"""Who reads, as far as this room's pages must know: the browser of a guest, only where it has a secret already."""

from __future__ import annotations

from starlette.requests import Request

from hearing_state.errors import NotFound
from hearing_state.ids import is_reference
from hearing_state.web import context_of
from hearing_state.web.request import BROWSER_COOKIE
from meetings.asking import queries
from meetings.asking.supporter import SECRET_LENGTH
from meetings.asking.views import Shown


def known_secret(request: Request) -> str | None:
    """Without giving the browser a secret: what everybody sees alike may be kept for others."""
    secret = request.cookies.get(BROWSER_COOKIE, "")
    return secret if len(secret) == SECRET_LENGTH else None


async def shown_of(request: Request) -> Shown:
    """The question that the address names. Raises NotFound."""
    ref = request.path_params["ahead"]
    if not is_reference(ref, "Q"):
        raise NotFound("ahead.not_found")
    return await queries.shown_at(
        context_of(request), request.path_params["meeting"], ref, known_secret(request)
    )
