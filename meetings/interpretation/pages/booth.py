"""The interpreter's page: the channel that she speaks into, what she hears, mute, hand over. Its buttons are plain forms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action, Wish
from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.floor import wording as floor_words
from meetings.interpretation import queries, wording
from meetings.interpretation.actions.hand_over import HandOver, hand_over
from meetings.interpretation.actions.mute import Mute, mute
from meetings.interpretation.actions.relay import Relay, relay
from meetings.interpretation.actions.stop import Stop, stop
from meetings.interpretation.actions.take import Take, take
from meetings.interpretation.channel import Channel


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def _page(request: Request, form: Form, status: int) -> Response:
    work = await queries.booth(context_of(request), request.path_params["meeting"])
    return render(
        request,
        "meetings/interpretation/pages/booth.html",
        status=status,
        work=work,
        meeting=work.meeting,
        form=form,
        channels=wording.CHANNELS,
        sources=[(each.value, str(name)) for each, name in wording.CHANNELS.items()],
        floor=Channel.FLOOR,
        words=floor_words,
    )


def _sends(
    act: Action[Any, Any], wished: Callable[[Form, str], Wish]
) -> Callable[[Request], Awaitable[Response]]:
    """One button of the page: the action, and back; a refusal is told on the same page."""

    async def post(request: Request) -> Response:
        form, ref = await read_form(request), request.path_params["meeting"]
        try:
            await act(form.context, wished(form, ref))
        except (Invalid, Conflict) as refusal:
            return await _page(request, form.refused(refusal), refusal.status)
        return see_other(request, "interpretation.booth", meeting=ref)

    return post


def _is(form: Form, name: str) -> bool:
    return form.value(name) == "yes"


_AT = "/meetings/{meeting}/interpretation"
PAGES = (
    Page.get("interpretation.booth", _AT, show, reads=queries.booth),
    Page.post(
        "interpretation.take",
        f"{_AT}/take",
        _sends(take, lambda form, ref: form.wish(Take, meeting=ref)),
        acts=take,
    ),
    Page.post(
        "interpretation.hand_over",
        f"{_AT}/hand-over",
        _sends(hand_over, lambda form, ref: HandOver(meeting=ref, offered=_is(form, "offered"))),
        acts=hand_over,
    ),
    Page.post(
        "interpretation.mute",
        f"{_AT}/mute",
        _sends(mute, lambda form, ref: Mute(meeting=ref, muted=_is(form, "muted"))),
        acts=mute,
    ),
    Page.post(
        "interpretation.relay",
        f"{_AT}/relay",
        _sends(relay, lambda form, ref: form.wish(Relay, meeting=ref)),
        acts=relay,
    ),
    Page.post(
        "interpretation.stop", f"{_AT}/stop", _sends(stop, lambda _form, ref: Stop(meeting=ref)), acts=stop
    ),
)
