"""The desk of receptions: requests that wait, the office's hours of the quarter, new hours, publishing."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.working_calendar import ONE_DAY
from hearing_state.errors import Conflict, Invalid
from hearing_state.i18n import local_name
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from hearing_state.web.hours import moment_from
from meetings.receptions import monthly, queries, visitors, wording
from meetings.receptions.actions.cancel import Cancel, cancel
from meetings.receptions.actions.plan import Plan, plan
from meetings.receptions.actions.publish import Publish, publish
from meetings.receptions.booking import quarter_of


async def own_bodies(context: Context) -> list[Agency]:
    """Where the reader lays down hours. Raises Forbidden, SignInNeeded."""
    require(context, "reception.see_desk")
    found = await agencies.agencies(context, queries.own_agencies(context))
    return sorted((each for each in found.values() if not each.is_dissolved), key=lambda each: each.name_kk)


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(slot_minutes="15", time="15:00", end_time="17:00"), 200)


async def _page(request: Request, form: Form, status: int) -> Response:
    context = context_of(request)
    bodies = await own_bodies(context)
    present = quarter_of(context.today)
    quarters = []
    calendar = await deadlines.working_calendar(context)
    for body in bodies:
        owed = await monthly.of_office(context, body)
        for span in (present, quarter_of(present[1] + ONE_DAY)):
            found = await queries.of_quarter(context, body.id, span)
            quarters.append(
                (
                    body,
                    span,
                    found,
                    any(each.published_at is None and each.cancelled_at is None for each in found),
                    monthly.schedule_of(owed, span, found, context.today, calendar),
                )
            )
    return render(
        request,
        "meetings/receptions/console/desk.html",
        status=status,
        form=form,
        cases=await queries.desk(context),
        ahead=await visitors.ahead(context),
        quarters=quarters,
        bodies=[(each.slug, local_name(each)) for each in bodies],
        words=wording,
        done=wording.DONE.get(request.query_params.get("done", "")),
        now=context.now,
    )


async def post_plan(request: Request) -> Response:
    form = await read_form(request)
    try:
        given = {
            "starts_at": moment_from(form),
            "ends_at": moment_from(form, time_field="end_time"),
            "has_video": form.value("has_video") == "yes",
        }
        await plan(form.context, form.wish(Plan, **given))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "reception.desk", done="plan")


async def post_publish(request: Request) -> Response:
    form = await read_form(request)
    try:
        await publish(form.context, form.wish(Publish))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "reception.desk", done="publish")


async def post_cancel(request: Request) -> Response:
    form = await read_form(request)
    try:
        await cancel(form.context, form.wish(Cancel, reception=request.path_params["reception"]))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "reception.desk", done="cancel")


PAGES = (
    Page.get("reception.desk", "/receptions", show, reads=queries.desk),
    Page.post("reception.plan", "/receptions", post_plan, acts=plan),
    Page.post("reception.publish", "/receptions/publish", post_publish, acts=publish),
    Page.post("reception.cancel", "/receptions/hours/{reception}/cancel", post_cancel, acts=cancel),
)
