"""An official's own last days, for the calendar of her telephone or desk. The address is the proof; nobody signs in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.i18n import gettext
from hearing_state.questions import own_calendar
from hearing_state.questions.calendar_file import calendar_of
from hearing_state.questions.pages.show import address_of
from hearing_state.web import Page, context_of
from hearing_state.web.taken import CALENDAR, taken


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await own_calendar.behind(context, request.path_params["key"])
    site = context.settings.site_url.rstrip("/")
    made = calendar_of(
        gettext("My last days"), f"{site}{request.url.path}", found, lambda ref: address_of(request, ref)
    )
    answer = taken(request, made, CALENDAR, file_name="deadlines.ics")
    answer.headers["cache-control"] = "private, max-age=300"
    answer.headers["x-robots-tag"] = "noindex"
    del answer.headers["access-control-allow-origin"]
    return answer


PAGES = (
    Page.get("question.own_calendar", "/calendars/{key}/deadlines.ics", show, reads=own_calendar.behind),
)
