"""An approved calendar for everybody: as it was approved, what changed since, and why. Prints well."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.clock import day_of
from hearing_state.web import Page, context_of, render
from meetings.planning import queries
from meetings.planning.grid import by_month
from meetings.planning.naming import month_name, part_name
from meetings.schedule import wording


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await queries.public(context, request.path_params["slug"], request.path_params["year"])
    standing = [each for each in found.meetings if each.id not in found.changes]
    return render(
        request,
        "meetings/planning/pages/public.html",
        public=found,
        plan=found.plan,
        agency=found.agency,
        months=by_month(found.meetings),
        approved_on=day_of(found.plan.approved_at) if found.plan.approved_at else None,
        unchanged=len(standing),
        place_of=lambda code: wording.place_name(found.places.get(code or "")),
        words=wording,
        month_name=month_name,
        part_name=part_name,
    )


PAGES = (Page.get("plan.public", "/bodies/{slug}/plan/{year}", show, reads=queries.public, fresh_seconds=10),)
