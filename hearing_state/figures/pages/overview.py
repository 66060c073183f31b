"""The whole country, and one oblast: by region, and body by body, the slowest first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.figures import overview
from hearing_state.figures.bounds import bounds
from hearing_state.figures.overview import Overview
from hearing_state.figures.reckoning import Figures
from hearing_state.figures.wording import NONE, WORDING, percent
from hearing_state.i18n import N_, number
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.territories.tiles import Reading, TileMap, tile_map
from hearing_state.web import Page, context_of, page_number, render, url
from hearing_state.web.sources import Source
from hearing_state.web.taken import CSV, taken

_FEW_MISSED = 0.9
FRESH_SECONDS = 60


async def _map(context: Context, found: Overview) -> TileMap | None:
    """The regions of the country; an oblast has no map."""
    if found.place is not None or found.edition is None:
        return None
    known = {each.place.code: each.figures for each in found.regions}
    places, month = await territories.children(context), found.edition.month.written
    return tile_map(_reading(each, known.get(each.code), month) for each in places)


def _reading(place: Place, figures: Figures | None, month: str) -> Reading:
    """Dots: up to one duty in ten was not settled in time; strokes: more; without colour: nothing fell due."""
    share = figures.on_time_share if figures else None
    level = 0 if share is None else 1 if share == 1 else 2 if share >= _FEW_MISSED else 3
    return Reading(
        place,
        NONE if share is None else number(round(share * 100)),
        percent(share),
        level,
        url("figures.unit", code=place.code, month=month),
    )


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await overview.overview(
        context,
        request.path_params.get("code", ""),
        request.query_params.get("month", ""),
        page_number(request),
    )
    return render(
        request,
        "figures/pages/overview.html",
        found=found,
        map=await _map(context, found),
        fewest=bounds().fewest_ranked,
        **WORDING,
    )


async def take(request: Request) -> Response:
    asked = request.query_params
    edition, table = await overview.month_table(
        context_of(request), asked.get("month", ""), asked.get("version", "")
    )
    name = f"figures-{edition.month.written}-{edition.version}.csv"
    return taken(request, table, CSV, file_name=name, seconds=FRESH_SECONDS)


SOURCES = (Source(N_("Who answers in time, body by body"), "CSV", "figures.nation_csv"),)
PAGES = (
    Page.get("figures.nation", "/figures", show, reads=overview.overview, fresh_seconds=60),
    Page.get("figures.nation_csv", "/figures.csv", take, reads=overview.month_table, fresh_seconds=60),
    Page.get("figures.unit", "/figures/{code}", show, reads=overview.overview, fresh_seconds=60),
)
