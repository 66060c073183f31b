"""Days on which the head of an office is away: written down, taken back. The office's own business."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.planning import queries
from meetings.planning.actions.end_absence import EndAbsence, end_absence
from meetings.planning.actions.set_absence import SetAbsence, set_absence
from meetings.planning.console import wording
from meetings.planning.console.stepping import refused
from meetings.planning.naming import part_name
from meetings.planning.plan import stretch_of


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(reason="leave", back=request.query_params.get("back", "")))


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    found = await queries.absences_of(context, request.path_params["slug"])
    back = form.value("back")
    return render(
        request,
        "meetings/planning/console/absences.html",
        status=status,
        form=form,
        agency=found.agency,
        absences=found.absences,
        reasons=[(reason.value, label) for reason, label in wording.REASONS.items()],
        words=wording,
        back=back if stretch_of(back) else str((context.today + timedelta(days=60)).year),
        part_name=part_name,
        done=wording.done_sentence(request.query_params.get("done", "")),
    )


async def post(request: Request) -> Response:
    form, slug = await read_form(request), request.path_params["slug"]
    await queries.absences_of(form.context, slug)  # of another office there is no such page
    try:
        await set_absence(form.context, form.wish(SetAbsence, agency=slug))
    except (Invalid, Conflict) as refusal:
        return await _page(request, refused(form, refusal), refusal.status)
    return see_other(request, "plan.absences", slug=slug, back=form.value("back"), done="absence")


async def end(request: Request) -> Response:
    form = await read_form(request)
    agency: Agency = await agencies.by_slug(form.context, request.path_params["slug"])
    found = await queries.absences_of(form.context, agency.slug)
    wish = form.wish(EndAbsence)
    if wish.absence not in {each.id for each in found.absences}:
        raise NotFound("plan.no_such_absence")
    await end_absence(form.context, wish)
    return see_other(
        request, "plan.absences", slug=agency.slug, back=form.value("back"), done="absence_ended"
    )


PAGES = (
    Page.get("plan.absences", "/plans/{slug}/absences", show, reads=queries.absences_of),
    Page.post("plan.absences", "/plans/{slug}/absences", post, acts=set_absence),
    Page.post("plan.end_absence", "/plans/{slug}/absences/end", end, acts=end_absence),
)
