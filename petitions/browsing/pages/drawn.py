"""What a petition's page draws of its votes: the line of days and the map of regions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hearing_state.actions import Context
from hearing_state.i18n import gettext, ngettext, number
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.territories.tiles import Reading, TileMap, tile_map
from petitions.browsing.chart import HEIGHT, WIDTH, chart
from petitions.browsing.regions import Regions, fewest, regions
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import JOINABLE
from petitions.signing import queries as signing


async def drawn(context: Context, row: PetitionRow, needed: int | None) -> dict[str, Any]:
    """Values of ``votes.html``."""
    found = regions(await signing.by_place(context, row.id), fewest())
    places = await territories.children(context)
    by_day = await signing.by_day(context, row.id)
    # What can no longer be signed stands still: the line ends with the last vote.
    until = context.today if row.state in JOINABLE or not by_day else by_day[-1][0]
    return {
        "chart": chart(by_day, until, needed),
        "chart_size": (WIDTH, HEIGHT),
        "regions": found,
        "map": vote_map(places, found) if found.told else None,
        "place_names": {each.code: each.name for each in places if each.code in found.told},
    }


def vote_map(places: Iterable[Place], found: Regions) -> TileMap:
    """Small numbers are told as such."""
    return tile_map(_reading(each, found) for each in places)


def _reading(place: Place, found: Regions) -> Reading:
    level = found.level(place.code)
    if place.code in found.few:
        return Reading(place, f"<{found.fewest}", gettext("fewer than %(n)s votes", n=found.fewest), level)
    n = found.told.get(place.code, 0)
    return Reading(place, number(n), ngettext("%(num)s vote", "%(num)s votes", n), level)
