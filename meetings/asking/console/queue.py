"""The queue of a meeting before its office: what comes next, what looks alike, what waits for a moderator, what became of the rest."""

from __future__ import annotations

from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Form, Page, context_of, page_number, render, url
from meetings.asking import office, wording
from meetings.asking.ahead import is_over
from meetings.asking.office import TABS, Queue, Tab


async def show(request: Request) -> Response:
    return await queue_page(request, Form.empty(), 200)


async def queue_page(request: Request, form: Form, status: int) -> Response:
    context, ref = context_of(request), request.path_params["meeting"]
    asked = request.query_params.get("tab", "")
    tab = cast("Tab", asked if asked in TABS else "order")
    found = await office.queue(context, ref, tab, page_number(request))
    return render(
        request,
        "meetings/asking/console/queue.html",
        status=status,
        form=form,
        queue=found,
        meeting=found.meeting,
        counts=found.counts,
        tab=tab,
        tabs=_tabs(ref, tab, found),
        is_over=is_over(found.meeting),
        left=found.counts.open + found.counts.not_reached,
        done=wording.console_done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


def _tabs(ref: str, tab: Tab, found: Queue) -> list[tuple[str, str, bool, int]]:
    counts = found.counts
    totals = {
        "order": counts.open,
        "alike": len(found.proposals),
        "waiting": counts.waiting,
        "past": counts.came_out,
    }
    return [
        (name, url("asking.queue", meeting=ref, tab=key), key == tab, totals[key])
        for key, name in wording.queue_tab_options()
    ]


PAGES = (Page.get("asking.queue", "/meetings/{meeting}/questions", show, reads=office.queue),)
