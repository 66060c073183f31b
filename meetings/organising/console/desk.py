"""The organisers' desk: what must be announced, what lies ahead, what nobody has confirmed, and what the other rooms add."""

from __future__ import annotations

from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.i18n import local_name
from hearing_state.web import Page, context_of, load_panels, page_number, render, url
from hearing_state.web.rendering import render_text
from meetings.organising import queries
from meetings.organising.console import wording
from meetings.schedule import wording as of_meetings


async def show(request: Request) -> Response:
    context, asked = context_of(request), request.query_params.get("queue", "ahead")
    queue = cast("queries.Queue", asked if asked in wording.QUEUES else "ahead")
    counts = await queries.desk_counts(context)
    panels = await load_panels(context, "meetings.desk", queries.own_agencies(context))
    return render(
        request,
        "meetings/organising/console/desk.html",
        queue=queue,
        title=wording.QUEUES[queue],
        empty=wording.EMPTY[queue],
        counts=counts,
        tabs=[
            (label, url("meeting.desk", queue=name), name == queue, counts[name])
            for name, label in wording.QUEUES.items()
        ],
        lines=await queries.desk(context, queue, page_number(request)),
        has_several=len(queries.own_agencies(context)) > 1,
        panels=[render_text(each.template, each.values) for each in panels],
        states=of_meetings.STATES,
        marks=of_meetings.STATE_MARKS,
        modes=of_meetings.MODES,
        name=local_name,
    )


async def waiting(context: Context) -> int:
    """For the navigation: what must be announced, and what nobody has confirmed."""
    counts = await queries.desk_counts(context)
    return counts["announce"] + counts["confirm"]


PAGES = (Page.get("meeting.desk", "/meetings", show, reads=queries.desk),)
