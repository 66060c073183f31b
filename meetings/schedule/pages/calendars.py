"""Meetings for one's own calendar: one meeting, the meetings of one's place, of one office."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.i18n import gettext, local_name
from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of
from hearing_state.web.taken import EVERYBODY
from meetings.schedule import news
from meetings.schedule.calendar_file import CalendarFile
from meetings.schedule.filters import Filters
from meetings.schedule.pages.show import address_of, line_of

FRESH_SECONDS = 300


async def show(request: Request) -> Response:
    line = await line_of(request)
    entry = await news.entry(context_of(request), line.meeting.ref)
    return _answer(request, CalendarFile(local_name(line.meeting), _own(request), [entry]), line.meeting.ref)


async def show_place(request: Request) -> Response:
    """With everything up the tree that concerns the place, and what lies in it."""
    context = context_of(request)
    place = await territories.place(context, request.path_params["code"])
    found = await news.entries(context, Filters(place=place.code))
    name = gettext("Calendar of meetings: %(name)s", name=place.name)
    return _answer(request, CalendarFile(name, _own(request), found), f"meetings-{place.code}")


async def show_body(request: Request) -> Response:
    context = context_of(request)
    body = await agencies.by_slug(context, request.path_params["slug"])
    found = await news.entries(context, Filters(agency=body.id))
    name = gettext("Calendar of meetings: %(name)s", name=local_name(body))
    return _answer(request, CalendarFile(name, _own(request), found), f"meetings-{body.slug}")


def _own(request: Request) -> str:
    return f"{context_of(request).settings.site_url.rstrip('/')}{request.url.path}"


def _answer(request: Request, file: CalendarFile, stem: str) -> Response:
    headers = {**EVERYBODY, "etag": file.tag, "cache-control": f"public, max-age={FRESH_SECONDS}"}
    if file.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = f'attachment; filename="{stem}.ics"'
    content = file.written(lambda ref: address_of(request, ref))
    return Response(content, headers=headers, media_type="text/calendar; charset=utf-8")


PAGES = (
    Page.get("meeting.calendar", "/meetings/{meeting}/meeting.ics", show, reads=news.entry, fresh_seconds=10),
    Page.get(
        "meeting.calendar_of_place",
        "/places/{code}/meetings.ics",
        show_place,
        reads=news.entries,
        fresh_seconds=60,
    ),
    Page.get(
        "meeting.calendar_of_body",
        "/bodies/{slug}/meetings.ics",
        show_body,
        reads=news.entries,
        fresh_seconds=60,
    ),
)
