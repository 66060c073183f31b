"""The hall over plain HTTP: what goes on, whose turn it is, one's place in the queue; the lowest step of the ladder, without scripts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action, Wish
from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, load_panels, read_form, render, see_other
from hearing_state.web.rendering import render_text
from hearing_state.web.request import PLACE_COOKIE
from meetings.asking import places
from meetings.asking import wording as asking_words
from meetings.floor import queries, wording
from meetings.floor.actions.add_voice import AddVoice, add_voice
from meetings.floor.actions.end_turn import EndTurn, end_turn
from meetings.floor.actions.enter import Enter, enter
from meetings.floor.actions.leave import Leave, leave
from meetings.floor.actions.lower_hand import LowerHand, lower_hand
from meetings.floor.actions.raise_hand import RaiseHand, raise_hand
from meetings.record import queries as polls
from meetings.record import wording as record_words
from meetings.schedule.meeting import Meeting

QUEUE_SHOWN = 50
PANEL_SLOT = "hall"


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def _page(request: Request, form: Form, status: int) -> Response:
    context = context_of(request)
    found = await queries.hall(context, request.path_params["meeting"])
    if isinstance(found, Meeting):
        return render(request, "meetings/floor/pages/closed.html", status=status, meeting=found, form=form)
    panels = await load_panels(context, PANEL_SLOT, found)
    return render(
        request,
        "meetings/floor/pages/hall.html",
        status=status,
        hall=found,
        meeting=found.meeting,
        form=form,
        queue=found.waiting[:QUEUE_SHOWN],
        places=await places.offered(
            context, found.meeting, (form.value("place"), request.cookies.get(PLACE_COOKIE, ""))
        ),
        channels=[(each.value, str(name)) for each, name in wording.CHANNELS.items()],
        open_polls=[
            await polls.poll(context, found.meeting.ref, each.number)
            for each in found.record.polls
            if each.is_open
        ],
        along=request.query_params.get("along") == "yes",
        panels=[Markup(render_text(each.template, {"hall": found, **each.values})) for each in panels],  # noqa: S704  our own templates, escaped while rendered
        words=wording,
        asking=asking_words,
        record=record_words,
    )


def _sends(
    act: Action[Any, Any], wished: Callable[[Form, str], Wish]
) -> Callable[[Request], Awaitable[Response]]:
    """One button of the hall: the action, and back; a refusal is told on the same page, with what was typed."""

    async def post(request: Request) -> Response:
        form, ref = await read_form(request), request.path_params["meeting"]
        try:
            await act(form.context, wished(form, ref))
        except (Invalid, Conflict) as refusal:
            return await _page(request, form.refused(refusal), refusal.status)
        return see_other(request, "hall.show", meeting=ref)

    return post


def _entering(form: Form, ref: str) -> Wish:
    return form.wish(Enter, meeting=ref, consent=form.value("consent") == "yes")


def _voice(form: Form, ref: str) -> Wish:
    return form.wish(AddVoice, meeting=ref, consent=form.value("consent") == "yes")


_AT = "/meetings/{meeting}/hall"
PAGES = (
    Page.get("hall.show", _AT, show, reads=queries.hall),
    Page.post("hall.enter", f"{_AT}/enter", _sends(enter, _entering), acts=enter),
    Page.post("hall.leave", f"{_AT}/leave", _sends(leave, lambda _form, ref: Leave(meeting=ref)), acts=leave),
    Page.post(
        "hall.raise_hand",
        f"{_AT}/hand",
        _sends(raise_hand, lambda form, ref: form.wish(RaiseHand, meeting=ref)),
        acts=raise_hand,
    ),
    Page.post(
        "hall.lower_hand",
        f"{_AT}/hand/down",
        _sends(lower_hand, lambda form, ref: form.wish(LowerHand, meeting=ref)),
        acts=lower_hand,
    ),
    Page.post("hall.add_voice", f"{_AT}/voices", _sends(add_voice, _voice), acts=add_voice),
    Page.post(
        "hall.finish_turn",
        f"{_AT}/turn/end",
        _sends(end_turn, lambda _form, ref: EndTurn(meeting=ref)),
        acts=end_turn,
    ),
)
