"""Demo only: letters and text messages that would have been sent."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.notifications import queries
from hearing_state.web.page import Page
from hearing_state.web.paging import page_number
from hearing_state.web.rendering import render
from hearing_state.web.request import context_of


async def show(request: Request) -> Response:
    contact = request.query_params.get("contact", "")[: queries.SEARCH_LENGTH_MAX]
    letters = await queries.mailbox(context_of(request), contact, page_number(request))
    answer = render(request, "notifications/pages/mailbox.html", letters=letters, contact=contact)
    answer.headers["cache-control"] = "no-store"
    return answer


async def show_letter(request: Request) -> Response:
    letter = await queries.mailbox_letter(context_of(request), request.path_params["id"])
    answer = render(request, "notifications/pages/mailbox_letter.html", letter=letter)
    answer.headers["cache-control"] = "no-store"
    return answer


PAGES = (
    Page.get("notification.mailbox", "/mailbox", show, reads=queries.mailbox),
    Page.get("notification.mailbox_letter", "/mailbox/{id}", show_letter, reads=queries.mailbox_letter),
)
