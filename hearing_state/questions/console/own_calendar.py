"""The desk in one's own calendar: open a secret address, change it, end it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.questions import own_calendar
from hearing_state.questions.actions.close_calendar import CloseCalendar, close_calendar
from hearing_state.questions.actions.open_calendar import OpenCalendar, open_calendar
from hearing_state.web import Page, context_of, read_form, render, see_other, url


async def show(request: Request) -> Response:
    context = context_of(request)
    opened = await own_calendar.opened(context)
    site = context.settings.site_url.rstrip("/")
    address = f"{site}{url('question.own_calendar', key=opened.key)}" if opened else ""
    answer = render(request, "questions/console/own_calendar.html", opened=opened, address=address)
    answer.headers["cache-control"] = "no-store"
    return answer


async def post_open(request: Request) -> Response:
    form = await read_form(request)
    await open_calendar(form.context, OpenCalendar())
    return see_other(request, "desk.calendar")


async def post_close(request: Request) -> Response:
    form = await read_form(request)
    await close_calendar(form.context, CloseCalendar())
    return see_other(request, "desk.calendar")


PAGES = (
    Page.get("desk.calendar", "/desk/calendar", show, reads=own_calendar.opened),
    Page.post("desk.open_calendar", "/desk/calendar", post_open, acts=open_calendar),
    Page.post("desk.close_calendar", "/desk/calendar/end", post_close, acts=close_calendar),
)
