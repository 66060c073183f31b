"""The device of a listening point: who sits around it, whose hands are up, and a way to take part for people without a device."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action, Wish
from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from hearing_state.web.request import PLACE_COOKIE
from meetings.asking import places
from meetings.floor import wording
from meetings.floor.actions.add_voice import AddVoice, add_voice
from meetings.floor.actions.end_turn import EndTurn, end_turn
from meetings.floor.actions.enter import Enter, enter
from meetings.floor.actions.lower_hand import LowerHand, lower_hand
from meetings.floor.actions.raise_hand import RaiseHand, raise_hand
from meetings.floor.floor import Channel
from meetings.screens import queries


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def _page(request: Request, form: Form, status: int) -> Response:
    context = context_of(request)
    found = await queries.point(context, request.path_params["meeting"])
    there = found.hall is not None and found.mine is None and context.actor.is_signed_in
    cookie = request.cookies.get(PLACE_COOKIE, "")
    return render(
        request,
        "meetings/screens/pages/point.html",
        status=status,
        found=found,
        meeting=found.meeting,
        hall=found.hall,
        mine=found.mine,
        places_at={each.seat_id: each for each in found.hall.waiting} if found.hall else {},
        places=await places.offered(context, found.meeting, (form.value("place"), cookie)) if there else (),
        form=form,
        words=wording,
    )


def _sends(
    act: Action[Any, Any], wished: Callable[[Form, str], Wish]
) -> Callable[[Request], Awaitable[Response]]:
    async def post(request: Request) -> Response:
        form, ref = await read_form(request), request.path_params["meeting"]
        try:
            await act(form.context, wished(form, ref))
        except (Invalid, Conflict) as refusal:
            return await _page(request, form.refused(refusal), refusal.status)
        return see_other(request, "hall.point", meeting=ref)

    return post


def _entering(form: Form, ref: str) -> Wish:
    """The device's own seat: it agrees for the room as far as its own microphone goes; each voice agrees for herself."""
    return form.wish(Enter, meeting=ref, channel=Channel.POINT, consent=form.value("consent") == "yes")


_AT = "/meetings/{meeting}/point"
PAGES = (
    Page.get("hall.point", _AT, show, reads=queries.point),
    Page.post("hall.point_enter", f"{_AT}/enter", _sends(enter, _entering), acts=enter),
    Page.post(
        "hall.point_voice",
        f"{_AT}/voices",
        _sends(
            add_voice,
            lambda form, ref: form.wish(AddVoice, meeting=ref, consent=form.value("consent") == "yes"),
        ),
        acts=add_voice,
    ),
    Page.post(
        "hall.point_hand",
        f"{_AT}/hand",
        _sends(raise_hand, lambda form, ref: form.wish(RaiseHand, meeting=ref)),
        acts=raise_hand,
    ),
    Page.post(
        "hall.point_hand_down",
        f"{_AT}/hand/down",
        _sends(lower_hand, lambda form, ref: form.wish(LowerHand, meeting=ref)),
        acts=lower_hand,
    ),
    Page.post(
        "hall.point_finish",
        f"{_AT}/turn/end",
        _sends(end_turn, lambda _form, ref: EndTurn(meeting=ref)),
        acts=end_turn,
    ),
)
