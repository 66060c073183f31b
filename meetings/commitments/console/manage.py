"""One promise before its office: how it stands, what can be done, what residents wrote to the office."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, context_of, render
from meetings.commitments import queries, wording

ORDER = ("keep", "progress", "defend", "move", "narrow", "give_up", "annul")


async def show(request: Request) -> Response:
    shown = await queries.managed(context_of(request), request.path_params["commitment"])
    return render(
        request,
        "meetings/commitments/console/manage.html",
        shown=shown,
        c=shown.commitment,
        may=[verb for verb in ORDER if verb in shown.may],
        buttons=wording.BUTTONS,
        done=wording.DONE.get(request.query_params.get("done", "")),
        events=wording.EVENTS,
        bad=wording.BAD,
    )


PAGES = (Page.get("commitment.manage", "/commitments/{commitment}", show, reads=queries.managed),)
