"""The link in a letter: shows what would stop, and stops it when it is sent. Nobody has to sign in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.notifications import queries
from hearing_state.notifications.actions.unsubscribe import Unsubscribe, unsubscribe
from hearing_state.notifications.words import KIND_NAMES
from hearing_state.web.page import Page
from hearing_state.web.rendering import render
from hearing_state.web.request import context_of


async def show(request: Request) -> Response:
    token = request.path_params["token"]
    ticket = await queries.unsubscription(context_of(request), token)
    return _page(request, token, ticket.kind, is_done=False)


async def post(request: Request) -> Response:
    """Mail programs send this too (RFC 8058): without our form, without cookies. The token alone is the proof."""
    token = request.path_params["token"]
    kind = await unsubscribe(context_of(request), Unsubscribe(token=token[:200]))
    return _page(request, token, kind, is_done=True)


def _page(request: Request, token: str, kind: str, *, is_done: bool) -> Response:
    answer = render(
        request,
        "notifications/pages/unsubscribe.html",
        token=token,
        name=KIND_NAMES[kind],
        is_done=is_done,
    )
    answer.headers["cache-control"] = "no-store"
    answer.headers["x-robots-tag"] = "noindex"
    return answer


PAGES = (
    Page.get("notification.unsubscribe", "/unsubscribe/{token}", show, reads=queries.unsubscription),
    Page.post("notification.unsubscribe_now", "/unsubscribe/{token}", post, acts=unsubscribe),
)
