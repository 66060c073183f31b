"""The map of the regions: how many duties are overdue in each, and which step of colour that is."""

from __future__ import annotations

from collections.abc import Iterable

from hearing_state.i18n import ngettext, number
from hearing_state.territories.place import Place
from hearing_state.territories.tiles import Reading, TileMap, tile_map
from hearing_state.web import url
from meetings.coverage.queries import Part
from meetings.coverage.totals import Totals

FEW = 0.1
"""Up to this share of overdue duties a region has the middle step."""


def step_of(totals: Totals) -> int:
    """Which step of colour and pattern the numbers have: 0 nothing to judge yet, 1 nothing overdue, 2 few, 3 many.

    >>> step_of(Totals(judged=20, overdue=2)), step_of(Totals(judged=20, overdue=3))
    (2, 3)
    """
    if not totals.judged:
        return 0
    if not totals.overdue:
        return 1
    return 2 if totals.overdue / totals.judged <= FEW else 3


def overdue_map(parts: Iterable[Part]) -> TileMap:
    """The country's parts that lie on the map; ministries do not."""
    return tile_map(_reading(each.place, each.totals) for each in parts if each.place)


def _reading(place: Place, totals: Totals) -> Reading:
    label = ngettext("%(num)s overdue", "%(num)s overdue", totals.overdue)
    link = url("coverage.unit", code=place.code)
    return Reading(place, number(totals.overdue), label, step_of(totals), link)
