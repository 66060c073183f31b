"""A meeting heard and seen again, with chapters."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, render
from meetings.captions import wording as of_captions
from meetings.replay import queries, wording
from meetings.replay.chapters import clock_of


async def show(request: Request) -> Response:
    found = await queries.shown(context_of(request), request.path_params["meeting"])
    return render(
        request,
        "meetings/replay/pages/show.html",
        found=found,
        kinds=wording.KINDS,
        languages=of_captions.LANGUAGES,
        clock_of=clock_of,
    )


PAGES = (Page.get("replay.show", "/meetings/{meeting}/replay", show, reads=queries.shown, fresh_seconds=10),)
