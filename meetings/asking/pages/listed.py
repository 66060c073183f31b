"""The public list of a meeting: in the order in which the akim takes the questions, with the rule beside it."""

from __future__ import annotations

from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, page_number, render, url
from meetings.asking import queries, wording
from meetings.asking.pages.reader import known_secret
from meetings.asking.queries import TABS, Tab
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State as Stage


async def show(request: Request) -> Response:
    context, ref = context_of(request), request.path_params["meeting"]
    meeting = await schedule.meeting(context, ref)
    counts = await queries.counts(context, meeting.id)
    asked = request.query_params.get("tab", "")
    first: Tab = "order" if counts.open or not counts.came_out else "answered"
    tab = cast("Tab", asked) if asked in TABS else first
    totals = {"order": counts.open, "newest": counts.all, "answered": counts.came_out}
    return render(
        request,
        "meetings/asking/pages/list.html",
        meeting=meeting,
        counts=counts,
        tab=tab,
        tabs=[
            (name, url("asking.list", meeting=ref, tab=key), key == tab, totals[key])
            for key, name in wording.tab_options()
        ],
        lines=await queries.listed(context, meeting, tab, page_number(request), secret=known_secret(request)),
        page=page_number(request),
        closed=wording.closed_sentence(meeting, context.now),
        is_cancelled=meeting.state is Stage.CANCELLED,
        may_vote=wording.may_vote(meeting, context.actor, context.now),
        done=wording.done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


PAGES = (
    Page.get("asking.list", "/meetings/{meeting}/questions", show, reads=queries.listed, fresh_seconds=10),
)
