"""The media nodes: which live, how full they are, and whether new meetings may come to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action
from hearing_state.errors import Conflict
from hearing_state.i18n import gettext as _
from hearing_state.web import Page, context_of, read_form, render, see_other
from meetings.nodes import queries
from meetings.nodes.actions.drain_node import DrainNode, drain_node
from meetings.nodes.actions.undo_drain import UndoDrain, undo_drain

Verb = TypeVar("Verb", bound=DrainNode)
_DONE: dict[str, Callable[[], str]] = {
    "drained": lambda: _("No new meetings come to this server. Those on it go on until they end."),
    "undone": lambda: _("New meetings may come to this server again."),
}


async def show(request: Request) -> Response:
    done = _DONE.get(request.query_params.get("done", ""))
    return render(
        request,
        "meetings/nodes/console/nodes.html",
        nodes=await queries.nodes(context_of(request)),
        done=done() if done else None,
    )


async def post_drain(request: Request) -> Response:
    return await _posted(request, drain_node, DrainNode, "drained")


async def post_undo(request: Request) -> Response:
    return await _posted(request, undo_drain, UndoDrain, "undone")


async def _posted(request: Request, verb: Action[Verb, None], shape: type[Verb], done: str) -> Response:
    form = await read_form(request)
    name = request.path_params["node"]
    try:
        await verb(form.context, form.wish(shape, node=name))
    except Conflict:  # somebody did it a moment before: the page shows what holds now
        return see_other(request, "node.list")
    return see_other(request, "node.list", done=done)


PAGES = (
    Page.get("node.list", "/media-nodes", show, reads=queries.nodes),
    Page.post("node.drain", "/media-nodes/{node}/drain", post_drain, acts=drain_node),
    Page.post("node.undo_drain", "/media-nodes/{node}/undo-drain", post_undo, acts=undo_drain),
)
