"""The calendar elsewhere: as a table and as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.i18n import N_
from hearing_state.web import Page, context_of
from hearing_state.web.parts import after_in, next_address
from hearing_state.web.sources import Source
from hearing_state.web.spreadsheet import csv_of
from hearing_state.web.taken import CSV, JSON, taken
from meetings.schedule import taken as meetings
from meetings.schedule.filters import STATE_GROUPS
from meetings.schedule.pages.asked import asked_of


async def as_table(request: Request) -> Response:
    lines, following = await _part(request, "meeting.table")
    content = csv_of(meetings.MEETING, ([*each.values()] for each in lines))
    return taken(request, content, CSV, file_name="meetings.csv", following=following)


async def as_json(request: Request) -> Response:
    lines, following = await _part(request, "meeting.json")
    said = {"meetings": lines, "next": following or None}
    return taken(request, json.dumps(said, ensure_ascii=False), JSON, following=following)


async def _part(request: Request, name: str) -> tuple[list[dict[str, Any]], str]:
    """All years and states, unless the address asks for one state. Raises NotFound, Invalid."""
    context = context_of(request)
    asked = await asked_of(request, await agencies.topics(context))
    state = request.query_params.get("state", "")
    filters = replace(asked.filters(), state=state if state in STATE_GROUPS else "")
    found = await meetings.part(context, filters, after_in(request))
    having = asked.having(view="", month="", state=filters.state)
    return meetings.told(context, found.lines), next_address(request, found, name, **having)


SOURCES = (
    Source(N_("Meetings"), "CSV", "meeting.table", "place", "body"),
    Source(N_("Meetings"), "JSON", "meeting.json", "place", "body"),
    Source(N_("News of meetings"), "Atom", "meeting.news"),
    Source(N_("News of meetings"), "Atom", "meeting.news_of_place", place="code", is_whole=False),
    Source(N_("News of meetings"), "Atom", "meeting.news_of_body", body="slug", is_whole=False),
    Source(N_("Calendar of meetings"), "ICS", "meeting.calendar_of_place", place="code", is_whole=False),
    Source(N_("Calendar of meetings"), "ICS", "meeting.calendar_of_body", body="slug", is_whole=False),
)
PAGES = (
    Page.get("meeting.table", "/meetings.csv", as_table, reads=meetings.part, fresh_seconds=60),
    Page.get("meeting.json", "/meetings.json", as_json, reads=meetings.part, fresh_seconds=60),
)
