"""All captions of a meeting in one language: beside the minutes, to read and to quote."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.web import Page, context_of, page_number, render
from meetings.captions import queries, wording


async def show(request: Request) -> Response:
    context: Context = context_of(request)
    found = await queries.told(
        context,
        request.path_params["meeting"],
        request.query_params.get("language", ""),
        page_number(request),
    )
    return render(request, "meetings/captions/pages/show.html", found=found, languages=wording.LANGUAGES)


PAGES = (
    Page.get("captions.show", "/meetings/{meeting}/captions", show, reads=queries.told, fresh_seconds=5),
)
