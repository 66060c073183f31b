"""The desk of whoever chairs: who is next, the floor given and ended, a hand moved with a reason."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action, Context, Wish
from hearing_state.web import Form, Page, context_of, load_panels, render
from hearing_state.web.rendering import render_text
from meetings.asking import wording as asking_words
from meetings.floor import queries, wording
from meetings.floor.actions.end_turn import EndTurn, end_turn
from meetings.floor.actions.give_turn import GiveTurn, give_turn
from meetings.floor.actions.move_hand import MoveHand, move_hand
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.floor.queries import Hall
from meetings.record import wording as record_words
from meetings.record.console.sent import sent
from meetings.record.sight import own_meeting
from meetings.schedule.meeting import Meeting

PANEL_SLOT = "hall.chair"


async def chaired(context: Context, ref: str) -> Hall | Meeting:
    """The hall of a meeting of one's own office. Raises NotFound."""
    await own_meeting(context, ref)
    return await queries.hall(context, ref)


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def _page(request: Request, form: Form, status: int) -> Response:
    context = context_of(request)
    found = await chaired(context, request.path_params["meeting"])
    is_open = isinstance(found, Hall)
    meeting = found.meeting if isinstance(found, Hall) else found
    panels = await load_panels(context, PANEL_SLOT, meeting)
    return render(
        request,
        "meetings/floor/console/chair.html",
        status=status,
        hall=found if is_open else None,
        meeting=meeting,
        form=form,
        panels=[Markup(render_text(each.template, each.values)) for each in panels],  # noqa: S704  our own templates, escaped while rendered
        words=wording,
        asking=asking_words,
        record=record_words,
    )


def _sends(
    act: Action[Any, Any], wished: Callable[[Form, str], Wish]
) -> Callable[[Request], Awaitable[Response]]:
    async def post(request: Request) -> Response:
        ref = request.path_params["meeting"]
        return await sent(request, act, lambda form: wished(form, ref), _page, "hall.chair", "yes")

    return post


_AT = "/meetings/{meeting}/hall"
PAGES = (
    Page.get("hall.chair", _AT, show, reads=chaired),
    Page.post(
        "hall.open",
        f"{_AT}/open",
        _sends(open_floor, lambda form, ref: form.wish(OpenFloor, meeting=ref)),
        acts=open_floor,
    ),
    Page.post(
        "hall.give_turn",
        f"{_AT}/turn",
        _sends(give_turn, lambda form, ref: form.wish(GiveTurn, meeting=ref)),
        acts=give_turn,
    ),
    Page.post(
        "hall.end_turn",
        f"{_AT}/turn/end",
        _sends(end_turn, lambda form, ref: EndTurn(meeting=ref, undo=form.value("undo") == "yes")),
        acts=end_turn,
    ),
    Page.post(
        "hall.move_hand",
        f"{_AT}/move",
        _sends(move_hand, lambda form, ref: form.wish(MoveHand, meeting=ref)),
        acts=move_hand,
    ),
)
