"""A plan is asked for: from when to when, at which hours, how many online. The planner does it while one waits."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, read_form, see_other
from meetings.planning import proposing as planners
from meetings.planning import queries
from meetings.planning.actions.propose import Propose, propose
from meetings.planning.console.hours import hours_from
from meetings.planning.console.stepping import back_to_plan, refused, step_page
from meetings.planning.plan import Wanted, halves_of
from meetings.planning.queries import PlanShown


async def show(request: Request) -> Response:
    found = await _seen(request)
    if "propose" not in found.may:
        return back_to_plan(request)
    return _page(request, found, wishes(await planners.wanted_by_law(context_of(request))))


async def _seen(request: Request) -> PlanShown:
    return await queries.shown(context_of(request), request.path_params["slug"], request.path_params["year"])


def wishes(wanted: Wanted, **more: str) -> Form:
    """The planner's wishes as a form shows them."""
    return Form.empty(
        hours=", ".join(wanted.hours), minutes=str(wanted.minutes), online_percent=str(wanted.online_percent), visits_a_day=str(wanted.visits_a_day),
        travel_minutes=str(wanted.travel_minutes), **more,
    )  # fmt: skip


def wished(form: Form) -> dict[str, Any]:
    """What the form says of hours; the other fields are read by their names. Raises Invalid."""
    return {"hours": hours_from(form.value("hours"))}


def _page(request: Request, found: PlanShown, form: Form, status: int = 200) -> Response:
    year = found.stretch.from_on.year
    parts = [str(year), *(each.key for each in halves_of(year))]
    return step_page(request, "propose", found, form, status=status, parts_of_year=parts)


async def post(request: Request) -> Response:
    form, found = await read_form(request), await _seen(request)
    part = form.value("part") or found.stretch.key
    try:
        given = {"agency": found.agency.slug, "part": part, **wished(form)}
        made = await propose(form.context, form.wish(Propose, **given))
    except (Invalid, Conflict) as refusal:
        return _page(request, found, refused(form, refusal), refusal.status)
    return see_other(request, "plan.show", slug=found.agency.slug, year=made.part, done="proposed")


PAGES = (
    Page.get("plan.propose", "/plans/{slug}/{year}/propose", show, reads=queries.shown),
    Page.post("plan.propose", "/plans/{slug}/{year}/propose", post, acts=propose),
)
