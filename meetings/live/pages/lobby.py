"""The lobby: what one says on coming in, and whether camera, microphone, sound and line do. The form works without scripts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from hearing_state.web.request import PLACE_COOKIE
from meetings.asking import places
from meetings.floor import queries, wording
from meetings.floor.actions.enter import Enter, enter
from meetings.floor.queries import Hall
from meetings.live.socket import PATH
from meetings.live.ticket import is_open
from meetings.schedule.meeting import Meeting


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def post(request: Request) -> Response:
    """Comes in as on the hall's page, and goes there."""
    form, ref = await read_form(request), request.path_params["meeting"]
    try:
        await enter(form.context, form.wish(Enter, meeting=ref, consent=form.value("consent") == "yes"))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "hall.show", meeting=ref)


async def _page(request: Request, form: Form, status: int) -> Response:
    context = context_of(request)
    found = await queries.hall(context, request.path_params["meeting"])
    hall = None if isinstance(found, Meeting) else found
    meeting = found if isinstance(found, Meeting) else found.meeting
    mine = hall.mine if hall else None
    known = (form.value("place"), mine.place_code if mine else "", request.cookies.get(PLACE_COOKIE, ""))
    return render(
        request,
        "meetings/live/pages/lobby.html",
        status=status,
        meeting=meeting,
        form=form,
        mine=mine,
        asks=hall is not None and not hall.may_chair and _may_enter(context, hall),
        is_there=hall is not None,
        can_try_line=is_open(meeting, context.now),
        places=await places.offered(context, meeting, known),
        channels=[(each.value, str(name)) for each, name in wording.CHANNELS.items()],
        socket=PATH,
    )


def _may_enter(context: Context, hall: Hall) -> bool:
    return context.actor.is_signed_in and (hall.is_live or not hall.meeting.has_happened)


_AT = "/meetings/{meeting}/lobby"
PAGES = (
    Page.get("live.lobby", _AT, show, reads=queries.hall),
    Page.post("live.enter", _AT, post, acts=enter),
)
