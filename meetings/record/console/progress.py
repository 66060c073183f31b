"""An office looks at its quarter as the public will, and publishes it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, permitted, require
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.permissions import Subject
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.record import queries, wording
from meetings.record.actions.publish_progress import PublishProgress, publish_progress
from meetings.record.pages.progress import quarter_in
from meetings.record.report_wording import quarter_name
from meetings.record.sheet import report_lines


async def own_progress(context: Context, slug: str, year: int, number: int) -> queries.Progress:
    """For the office itself and the auditor; for everybody else there is no such page: NotFound."""
    require(context, "meeting.see_desk")
    found = await queries.progress(context, slug, year, number)
    if not permitted(context, "record.see", Subject(agencies=frozenset({found.due.agency.id}))):
        raise NotFound("progress.not_found")
    return found


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def post(request: Request) -> Response:
    form, slug = await read_form(request), request.path_params["slug"]
    year, number = quarter_in(request)
    try:
        await publish_progress(form.context, PublishProgress(agency=slug, year=year, quarter=number))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    except Forbidden:
        await own_progress(form.context, slug, year, number)
        raise
    return see_other(request, "progress.publish", slug=slug, year=year, quarter=number, done="progress")


async def _page(request: Request, form: Form, status: int) -> Response:
    context = context_of(request)
    found = await own_progress(context, request.path_params["slug"], *quarter_in(request))
    may = permitted(context, "progress.publish", Subject(agencies=frozenset({found.due.agency.id})))
    return render(
        request,
        "meetings/record/console/progress.html",
        status=status,
        found=found,
        form=form,
        lines=list(report_lines(found)),
        may_publish=may and found.is_over and not found.is_published,
        quarter_name=quarter_name,
        done=wording.done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


_PATH = "/meetings-progress/{slug}/{year}/{quarter}"
PAGES = (
    Page.get("progress.publish", _PATH, show, reads=own_progress),
    Page.post("progress.publish", _PATH, post, acts=publish_progress),
)
