"""Plans are asked for many offices at once: an oblast, a district, the whole country; the work is done in pieces."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import AKIMS
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.i18n import local_name
from hearing_state.permissions import Role
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.planning import proposing as planners
from meetings.planning import runs
from meetings.planning.actions.propose_many import COUNTRY, ProposeMany, propose_many
from meetings.planning.console import wording
from meetings.planning.console.listed import year_of_work
from meetings.planning.console.proposing import wished, wishes
from meetings.planning.console.stepping import refused
from meetings.planning.naming import part_name
from meetings.planning.plan import YEAR_MAX, YEAR_MIN, halves_of


async def show(request: Request) -> Response:
    context, text = context_of(request), request.query_params.get("year", "")
    is_year = text.isascii() and text.isdigit() and YEAR_MIN <= int(text[:5]) <= YEAR_MAX
    part = text if is_year else str(year_of_work(context))
    return await _page(request, wishes(await planners.wanted_by_law(context), part=part))


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    year = int(form.value("part")[:4]) if form.value("part")[:4].isdigit() else year_of_work(context)
    return render(
        request,
        "meetings/planning/console/many.html",
        status=status,
        form=form,
        parts_of_year=[str(year), *(each.key for each in halves_of(year))],
        scopes=await scopes(context),
        part_name=part_name,
        year=year,
    )


async def scopes(context: Context) -> list[tuple[str, str]]:
    """For which places this reader may ask: the own offices' territories; an administrator any oblast, or the country.

    Raises Forbidden, SignInNeeded.
    """
    require(context, "plan.see_runs")
    if Role.ADMINISTRATOR in context.actor.roles:
        oblasts = await territories.children(context)
        return [(COUNTRY, wording.place_name(None)), *((each.code, local_name(each)) for each in oblasts)]
    held = context.actor.agencies_as(Role.OFFICIAL, Role.HEAD)
    bodies = (await agencies.agencies(context, held)).values()
    codes = [each.place_code for each in bodies if each.place_code and each.kind in AKIMS]
    return [(each.code, local_name(each)) for each in (await territories.places(context, codes)).values()]


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        made = await propose_many(form.context, form.wish(ProposeMany, **wished(form)))
    except (Invalid, Conflict) as refusal:
        return await _page(request, refused(form, refusal), refusal.status)
    return see_other(request, "plan.run", run=str(made.run))


async def run(request: Request) -> Response:
    """How far the proposals are; the page is simply loaded again."""
    context = context_of(request)
    try:
        found = await runs.run_shown(context, UUID(request.path_params["run"]))
    except ValueError:
        raise NotFound("plan.no_such_run") from None
    return render(
        request,
        "meetings/planning/console/run.html",
        run=found.run,
        place=wording.place_name(found.place),
        plans=found.plans,
        lacking=found.lacking,
        year=found.run.part[:4],
        part_name=part_name,
        words=wording,
    )


PAGES = (
    Page.get("plan.many", "/plans/many", show, reads=scopes),
    Page.post("plan.many", "/plans/many", post, acts=propose_many),
    Page.get("plan.run", "/plans/runs/{run}", run, reads=runs.run_shown),
)
