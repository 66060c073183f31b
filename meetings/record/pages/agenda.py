"""The agenda of a meeting on a sheet of paper."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.questions.pages.qr import qr
from hearing_state.web import Page, context_of, render, url
from meetings.record import queries, wording


def address_of(request: Request, page: str, ref: str) -> str:
    """A page's own address with the site's name, for paper."""
    return context_of(request).settings.site_url.rstrip("/") + url(page, meeting=ref)


async def show(request: Request) -> Response:
    record, around = await queries.record(context_of(request), request.path_params["meeting"])
    address = address_of(request, "record.agenda", record.meeting.ref)
    return render(
        request,
        "meetings/record/pages/agenda.html",
        record=record,
        around=around,
        words=wording,
        address=address,
        code=qr(address),
    )


PAGES = (
    Page.get("record.agenda", "/meetings/{meeting}/agenda", show, reads=queries.record, fresh_seconds=10),
)
