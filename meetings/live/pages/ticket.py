"""The page of the hall asks for a ticket; its script takes it to the socket within a minute."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hearing_state.errors import Problem
from hearing_state.web.failures import problem_json
from hearing_state.web.forms import read_form
from meetings.live.actions.issue_ticket import IssueTicket, issue_ticket
from meetings.live.ticket import ORIGIN_MAX

NOT_KEPT = {"cache-control": "no-store"}


async def post(request: Request) -> Response:
    """Always JSON: no person reads this answer. The ticket is bound to the origin of the page that asked."""
    try:
        form = await read_form(request)
        wish = form.wish(
            IssueTicket,
            meeting=request.path_params["meeting"],
            origin=request.headers.get("origin", "")[:ORIGIN_MAX],
            agrees=form.value("agrees") == "yes",
        )
        issued = await issue_ticket(form.context, wish)
    except Problem as refusal:
        return problem_json(refusal)
    return JSONResponse({"ticket": issued.ticket}, headers=NOT_KEPT)
