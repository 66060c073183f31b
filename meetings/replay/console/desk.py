"""A recording before its office: how it stands, and the next step."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.web import Form, Page, context_of, render
from meetings.record.console.sent import sent
from meetings.replay import queries, wording
from meetings.replay.actions.publish import Publish, publish
from meetings.replay.actions.withdraw import Withdraw, withdraw
from meetings.schedule import queries as schedule


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def give(request: Request) -> Response:
    ref = request.path_params["meeting"]
    return await sent(
        request, publish, lambda form: form.wish(Publish, meeting=ref), _page, "replay.desk", "published"
    )


async def take_back(request: Request) -> Response:
    ref = request.path_params["meeting"]
    return await sent(
        request, withdraw, lambda form: form.wish(Withdraw, meeting=ref), _page, "replay.desk", "withdrawn"
    )


async def _page(request: Request, form: Form, status: int) -> Response:
    context = context_of(request)
    meeting, recording = await queries.desk(context, request.path_params["meeting"])
    return render(
        request,
        "meetings/replay/console/desk.html",
        status=status,
        meeting=meeting,
        recording=recording,
        form=form,
        may=permitted(context, "replay.publish", schedule.subject_of(meeting)),
        states=wording.STATES,
        done=wording.DONE.get(request.query_params.get("done", "")),
    )


_PATH = "/meetings-replay/{meeting}"
PAGES = (
    Page.get("replay.desk", _PATH, show, reads=queries.desk),
    Page.post("replay.publish", _PATH + "/publish", give, acts=publish),
    Page.post("replay.withdraw", _PATH + "/withdraw", take_back, acts=withdraw),
)
