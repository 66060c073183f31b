"""Offices and how their year stands: one's own first, then those beneath, by state."""

from __future__ import annotations

from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.i18n import local_name
from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, page_number, render, url
from meetings.planning import listing
from meetings.planning.console import wording
from meetings.planning.naming import part_name
from meetings.planning.plan import YEAR_MAX, YEAR_MIN

NEXT_YEAR_FROM = 11
"""From November on the next year's plans are what waits."""


def year_of_work(context: Context) -> int:
    return context.today.year + (context.today.month >= NEXT_YEAR_FROM)


async def show(request: Request) -> Response:
    context, asked = context_of(request), request.query_params
    year = _year(asked.get("year", ""), context)
    wanted = cast("listing.Filter", asked.get("state") if asked.get("state") in wording.FILTERS else "all")
    found = await listing.listed(context, year, wanted, page_number(request))
    places = await territories.places(context, [each.place_code for each in found.runs if each.place_code])
    return render(
        request,
        "meetings/planning/console/listed.html",
        year=year,
        tabs=[
            (part_name(str(each)), url("plan.list", year=each), each == year)
            for each in range(context.today.year - 1, context.today.year + 2)
        ],
        found=found,
        wanted=wanted,
        filters=[
            (
                label,
                url("plan.list", year=year, state=name),
                name == wanted,
                found.counts[cast("listing.Filter", name)],
            )
            for name, label in wording.FILTERS.items()
        ],
        run_place=lambda run: (
            local_name(places[run.place_code]) if run.place_code in places else wording.place_name(None)
        ),
        words=wording,
        part_name=part_name,
    )


def _year(text: str, context: Context) -> int:
    if text.isascii() and text.isdigit() and YEAR_MIN <= int(text[:5]) <= YEAR_MAX:
        return int(text)
    return year_of_work(context)


PAGES = (Page.get("plan.list", "/plans", show, reads=listing.listed),)
