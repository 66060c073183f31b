"""One meeting before its organisers: how it stands, what can be done, its history, and what belongs to it from other rooms."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.clock import day_of
from hearing_state.web import Page, context_of, load_panels, render
from hearing_state.web.rendering import render_text
from meetings.organising import queries
from meetings.organising.console import wording
from meetings.schedule import wording as of_meetings


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await queries.managed(context, request.path_params["meeting"])
    panels = await load_panels(context, "meeting.desk", found.meeting)
    return render(
        request,
        "meetings/organising/console/manage.html",
        managed=found,
        meeting=found.meeting,
        done=wording.done_sentence(request.query_params.get("done", "")),
        announcing=wording.announce_hint(
            found.meeting, (day_of(found.meeting.starts_at) - context.today).days
        ),
        is_unconfirmed=found.meeting.is_unconfirmed(context.now),
        panels=[render_text(each.template, each.values) for each in panels],
        words=of_meetings,
    )


PAGES = (Page.get("meeting.manage", "/meetings/{meeting}", show, reads=queries.managed),)
