"""Places in which nobody must be met: which may be exempted, by whom, and what stands in the public list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.agency import AKIMS
from hearing_state.db import row, rows, value
from hearing_state.territories import queries as territories
from hearing_state.territories.names import Kind
from hearing_state.territories.place import Place
from hearing_state.web.paging import PAGE_SIZE, Paged
from meetings.duties.queries import IN_FORCE, INHABITED

SMALL = (Kind.WINTERING, Kind.PASTURE, Kind.PLOT, Kind.FARM, Kind.SIDING, Kind.STATION, Kind.OTHER)
"""Kinds of places in which perhaps nobody lives all the year; only these are exempted many at once."""


class Reason(StrEnum):
    UNINHABITED = "uninhabited"
    JOINED = "joined"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Exemption:
    """One line of the public list."""

    place: Place
    reason: Reason
    source: str
    from_on: date
    until_on: date | None
    end_source: str


_UNDER = "($2::text IS NULL OR $2 = ANY (t.line_codes))"
_LISTED = f"""
  FROM duties_exemption e JOIN territories_place t ON t.code = e.place_code
 WHERE {_UNDER} AND e.from_on <= $1 AND (e.until_on IS NULL OR e.until_on >= $1) <> $3
"""
_PAGE = f"""
SELECT e.place_code, e.reason, e.source, e.from_on, e.until_on, e.end_source, count(*) OVER () AS total {_LISTED}
 ORDER BY e.place_code, e.from_on DESC LIMIT {PAGE_SIZE} OFFSET $4
"""
_EXEMPTIBLE = f"""
SELECT DISTINCT d.place_code FROM duties_duty d JOIN territories_place t ON t.code = d.place_code
 WHERE {IN_FORCE} AND {INHABITED} AND {_UNDER} AND t.kind = ANY ($3::text[]) ORDER BY d.place_code
"""
# Whose duty it is to meet people there, and the offices above all of those: nobody exempts herself.
_SUPERIORS = f"""
WITH holder AS (
  SELECT DISTINCT h.code, h.line_codes FROM duties_duty d JOIN agencies_agency a ON a.id = d.agency_id
    JOIN territories_place h ON h.code = a.place_code WHERE {IN_FORCE} AND d.place_code = ANY ($2::text[])),
above AS (
  SELECT code FROM (SELECT unnest(line_codes[1:cardinality(line_codes) - 1]) AS code FROM holder) every
   GROUP BY code HAVING count(*) = (SELECT count(*) FROM holder))
SELECT a.id FROM agencies_agency a JOIN above ON above.code = a.place_code WHERE a.dissolved_on IS NULL AND a.kind = ANY ($3::text[])
"""
_OWED = f"SELECT 1 FROM duties_duty d WHERE {IN_FORCE} AND d.place_code = $2 LIMIT 1"


async def listed(
    context: Context, under: str | None = None, page: int = 1, *, ended: bool = False
) -> Paged[Exemption]:
    """Exempt places of the country or under one place; ``ended``: those in which people must be met again."""
    found = await rows(_PAGE, context.today, under, ended, (page - 1) * PAGE_SIZE)
    places = await territories.places(context, (each["place_code"] for each in found))
    lines = [_exemption(each, places[each["place_code"]]) for each in found]
    return Paged(lines, page, found[0]["total"] if found else 0)


async def exemption_of(context: Context, place_code: str) -> Exemption | None:
    """Why nobody must be met in this place today; None where people must."""
    sql = (
        "SELECT e.place_code, e.reason, e.source, e.from_on, e.until_on, e.end_source FROM duties_exemption e"
        " WHERE e.place_code = $2 AND e.from_on <= $1 AND (e.until_on IS NULL OR e.until_on >= $1)"
    )
    found = await row(sql, context.today, place_code)
    return _exemption(found, await territories.place(context, place_code)) if found else None


async def exemptible(context: Context, under: str | None, kinds: Sequence[Kind]) -> list[str]:
    """The codes of places of these kinds where somebody must meet people, in the country or under one place."""
    found = await rows(_EXEMPTIBLE, context.today, under, [kind.value for kind in kinds])
    return [each["place_code"] for each in found]


async def superiors_of(context: Context, place_codes: Sequence[str]) -> frozenset[UUID]:
    """The offices above all those whose duty it is to meet people in these places."""
    found = await rows(_SUPERIORS, context.today, list(place_codes), sorted(AKIMS))
    return frozenset(each["id"] for each in found)


async def is_owed(context: Context, place_code: str) -> bool:
    """Whether a duty names this very place; where none does, it is met with the unit in which it lies."""
    return bool(await value(_OWED, context.today, place_code))


def _exemption(found: dict[str, Any], place: Place) -> Exemption:
    told = {name: found[name] for name in ("source", "from_on", "until_on", "end_source")}
    return Exemption(place=place, reason=Reason(found["reason"]), **told)
