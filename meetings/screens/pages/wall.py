"""The wall screen of a hall: who speaks, who is next, what it is about, what is said; readable from the last row. Nobody touches it.

Without scripts the page loads itself again every fifteen seconds; with one, its parts are changed where they changed.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.questions.pages.qr import qr
from hearing_state.web import Page, context_of, render
from meetings.captions.captions import LANGUAGES
from meetings.floor import wording
from meetings.record.pages.agenda import address_of
from meetings.screens import queries

AGAIN_SECONDS = 15


async def show(request: Request) -> Response:
    asked = request.query_params.get("captions", "")
    context = context_of(request)
    found = await queries.wall(context, request.path_params["meeting"], asked if asked in LANGUAGES else "")
    address = address_of(request, "hall.show", found.meeting.ref)
    return render(
        request,
        "meetings/screens/pages/wall.html",
        found=found,
        meeting=found.meeting,
        hall=found.hall,
        hands=found.hall.waiting[: queries.WALL_HANDS] if found.hall else (),
        words=wording,
        address=address.split("://", 1)[-1],
        code=qr(address),
        again=AGAIN_SECONDS,
    )


PAGES = (Page.get("hall.wall", "/meetings/{meeting}/wall", show, reads=queries.wall, fresh_seconds=1),)
