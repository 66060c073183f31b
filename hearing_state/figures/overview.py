"""The country and its regions in a month that is public: sums by region, and bodies ranked by what they answered in time, the slowest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.agencies.queries import AGENCY_COLUMNS, agency_from
from hearing_state.db import rows
from hearing_state.deadlines.board import prefix_of
from hearing_state.errors import NotFound
from hearing_state.figures import editions
from hearing_state.figures.bounds import bounds
from hearing_state.figures.closing import table_of
from hearing_state.figures.editions import FIGURES, Edition, figures_from
from hearing_state.figures.month import Month
from hearing_state.figures.reckoning import Figures
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web.paging import PAGE_SIZE, Paged

_SUMS = """
coalesce(sum(l.kept), 0)::int AS kept, coalesce(sum(l.late), 0)::int AS late, coalesce(sum(l.silent), 0)::int AS silent,
NULL::int AS median, NULL::int AS ninth_decile, coalesce(sum(l.redirects), 0)::int AS redirects,
coalesce(sum(l.redirects_held), 0)::int AS redirects_held, coalesce(sum(l.extensions), 0)::int AS extensions,
coalesce(sum(l.points_unanswered), 0)::int AS points_unanswered, coalesce(sum(l.reopened), 0)::int AS reopened,
coalesce(sum(l.ratings), 0)::int AS ratings, coalesce(sum(l.stars), 0)::int AS stars
"""
_FROM = "FROM figures_line l JOIN agencies_agency a ON a.id = l.agency_id WHERE l.edition_id = $1"
_UNDER = "AND ($2 = '' OR starts_with(a.place_code, $2))"
_PARTS = f"""
SELECT rpad(left(a.place_code, $3), 9, '0') AS code, {_SUMS} {_FROM} {_UNDER} AND a.place_code IS NOT NULL GROUP BY 1
"""
_ALL = f"SELECT {_SUMS}, count(*) FILTER (WHERE l.kept + l.late + l.silent BETWEEN 1 AND $3 - 1)::int AS unranked {_FROM} {_UNDER}"
_RANKED = f"""
SELECT {AGENCY_COLUMNS}, {FIGURES}, count(*) OVER ()::int AS total {_FROM} {_UNDER} AND l.kept + l.late + l.silent >= $3
 ORDER BY l.kept::float / (l.kept + l.late + l.silent), l.silent DESC, a.slug LIMIT $4 OFFSET $5
"""
_LINES = f"SELECT a.slug, {FIGURES} {_FROM}"
_REGION, _DISTRICT = 2, 4


@dataclass(frozen=True, slots=True)
class Ranked:
    agency: Agency
    figures: Figures


@dataclass(frozen=True, slots=True)
class Region:
    """All bodies of a place and of the places under it, together."""

    place: Place
    figures: Figures


@dataclass(frozen=True, slots=True)
class Overview:
    """``unranked``: bodies with duties, but too few of them to stand in a ranking. Without an edition there is nothing yet."""

    place: Place | None
    edition: Edition | None
    months: Sequence[Month]
    all: Figures
    regions: Sequence[Region]
    ranking: Paged[Ranked]
    unranked: int


async def overview(context: Context, code: str = "", written: str = "", page: int = 1) -> Overview:
    """Of the country, or of one oblast with all under it. Raises NotFound for no such place, and for a month that is not public."""
    place = await territories.place(context, code) if code else None
    months = await editions.months(context)
    edition = await _edition(context, months, written)
    if edition is None:
        return Overview(place, None, (), figures_from({}), (), Paged([], 1, 0), 0)
    under = prefix_of(place.code) if place else ""
    sums = (await rows(_ALL, edition.id, under, bounds().fewest_ranked))[0]
    parts = await rows(_PARTS, edition.id, under, _DISTRICT if place else _REGION)
    names = await territories.places(context, [each["code"] for each in parts])
    regions = [
        Region(names[each["code"]], figures_from(each))
        for each in parts
        if _is_part(each["code"], names, place)
    ]
    ranking = await _ranking(edition, under, page)
    regions.sort(key=lambda each: (_share(each.figures), each.place.code))
    return Overview(place, edition, months, figures_from(sums), regions, ranking, sums["unranked"])


async def month_table(context: Context, written: str = "", version: str = "") -> tuple[Edition, str]:
    """The figures of every body in a month, as the public log has their digest; of the newest where none is named. Raises NotFound."""
    month = Month.read(written) if written else next(iter(await editions.months(context)), None)
    found = await editions.versions(context, month) if month else []
    edition = next((each for each in found if not version or str(each.version) == version), None)
    if edition is None:
        raise NotFound("figures.not_found")
    lines = [(each["slug"], figures_from(each)) for each in await rows(_LINES, edition.id)]
    return edition, table_of(lines)


async def _edition(context: Context, months: Sequence[Month], written: str) -> Edition | None:
    if not written:
        return (await editions.versions(context, months[0]))[0] if months else None
    month = Month.read(written)
    if month is None or month not in months:
        raise NotFound("figures.not_found")
    return (await editions.versions(context, month))[0]


async def _ranking(edition: Edition, under: str, page: int) -> Paged[Ranked]:
    wanted = (edition.id, under, bounds().fewest_ranked, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    found = await rows(_RANKED, *wanted)
    total = found[0]["total"] if found else 0
    return Paged([_ranked(each) for each in found], page, total)


def _ranked(found: dict[str, Any]) -> Ranked:
    figures = figures_from(found)
    return Ranked(agency_from({name: found[name] for name in Agency.__slots__}), figures)


def _is_part(code: str, names: dict[str, Place], place: Place | None) -> bool:
    return code in names and (place is None or code != place.code)


def _share(figures: Figures) -> float:
    """What nobody owed anything in stands last."""
    share = figures.on_time_share
    return 2.0 if share is None else share
