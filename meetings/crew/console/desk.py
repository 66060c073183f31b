"""Captioners and interpreters of a meeting before its office: appointed with a code, dismissed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render
from meetings.crew import queries, wording
from meetings.crew.actions.appoint import Appoint, Appointed, appoint
from meetings.crew.actions.dismiss import Dismiss, dismiss
from meetings.crew.crew import Task
from meetings.record.console.sent import sent
from meetings.record.sight import own_meeting
from meetings.schedule import queries as schedule


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def take_on(request: Request) -> Response:
    """The code is shown once, on the page that answers; it is kept nowhere."""
    form, ref = await read_form(request), request.path_params["meeting"]
    try:
        made = await appoint(form.context, form.wish(Appoint, meeting=ref))
    except (Invalid, Conflict) as refusal:
        await own_meeting(form.context, ref)
        return await _page(request, form.refused(refusal), refusal.status)
    except Forbidden:
        await own_meeting(form.context, ref)  # a meeting of another office has no such page
        raise
    return await _page(request, Form.empty(), 200, made)


async def end(request: Request) -> Response:
    ref = request.path_params["meeting"]
    return await sent(
        request, dismiss, lambda form: form.wish(Dismiss, meeting=ref), _page, "crew.desk", "dismissed"
    )


async def _page(request: Request, form: Form, status: int, made: Appointed | None = None) -> Response:
    context = context_of(request)
    meeting, appointed = await queries.desk(context, request.path_params["meeting"])
    response = render(
        request,
        "meetings/crew/console/desk.html",
        status=status,
        meeting=meeting,
        appointed=appointed,
        made=made,
        form=form,
        may=permitted(context, "crew.appoint", schedule.subject_of(meeting)),
        tasks=[(each.value, str(wording.TASKS[each])) for each in Task],
        languages=[(key, str(name)) for key, name in wording.LANGUAGES.items()],
        words=wording,
        done=wording.DONE.get(request.query_params.get("done", "")),
    )
    if made is not None:
        response.headers["cache-control"] = "no-store"
    return response


_PATH = "/meetings-crew/{meeting}"
PAGES = (
    Page.get("crew.desk", _PATH, show, reads=queries.desk),
    Page.post("crew.appoint", _PATH + "/appoint", take_on, acts=appoint),
    Page.post("crew.dismiss", _PATH + "/dismiss", end, acts=dismiss),
)
