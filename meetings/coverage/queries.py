"""Who was met last, who is met next, who waits too long: reckoned when somebody looks, from duties and meetings. All public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows, rows_replanned
from hearing_state.deadlines.board import prefix_of
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.coverage import online
from meetings.coverage.calendar import bounds
from meetings.coverage.standing import TOTALS, standings
from meetings.coverage.totals import Quarter, Totals, total
from meetings.duties.queries import IN_FORCE, INHABITED

CENTRAL = ""
"""The group of ministries: their duty is to the whole country."""
# Open, not exempt, named by no duty, not in a unit whose own akim meets it, no region with duties in it.
_UNCOVERED = """
FROM territories_place t WHERE t.closed_on IS NULL
 AND t.code NOT IN (SELECT place_code FROM {duties} WHERE place_code IS NOT NULL)
 AND (t.parent_code IS NULL OR t.parent_code NOT IN (SELECT place_code FROM {duties} WHERE where_met = 'own'))
 AND (t.parent_code IS NOT NULL OR left(t.code, 2) NOT IN (SELECT left(place_code, 2) FROM {duties} WHERE place_code IS NOT NULL))
 AND t.code NOT IN (SELECT e.place_code FROM duties_exemption e WHERE e.from_on <= $1 AND (e.until_on IS NULL OR e.until_on >= $1))
"""
_NATION = (
    standings()
    + f"SELECT coalesce(left(s.place_code, 2), '{CENTRAL}') AS key, {TOTALS}, (SELECT count(*)::int {_UNCOVERED.format(duties='duty')}) AS uncovered"
    " FROM s GROUP BY 1"
)
_UNIT = (
    standings("d.place_code BETWEEN $9 AND $10")
    + f"SELECT coalesce(t.line_codes[$11], t.code) AS key, {TOTALS} FROM s JOIN territories_place t ON t.code = s.place_code GROUP BY 1"
)
_WITHIN = standings("d.place_code BETWEEN $9 AND $10") + f"SELECT {TOTALS} FROM s"
_OFFICES = standings("d.agency_id = ANY ($9::uuid[])") + f"SELECT {TOTALS} FROM s"
_MET_BY_NOBODY = f"""
WITH duty AS MATERIALIZED (SELECT d.place_code, d.where_met FROM duties_duty d WHERE {IN_FORCE} AND {INHABITED})
SELECT t.code {_UNCOVERED.format(duties="duty")} ORDER BY t.code
"""
_EXEMPT = """
SELECT {key} AS key, count(*)::int AS exempt FROM duties_exemption e JOIN territories_place t ON t.code = e.place_code
 WHERE e.from_on <= $1 AND (e.until_on IS NULL OR e.until_on >= $1) AND t.closed_on IS NULL AND {where} GROUP BY 1
"""
_EXEMPT_IN_REGIONS = _EXEMPT.format(key="left(t.code, 2)", where="TRUE")
_EXEMPT_WITHIN = _EXEMPT.format(key="coalesce(t.line_codes[$4], t.code)", where="t.code BETWEEN $2 AND $3")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a unit with its numbers. ``place``: None for the ministries."""

    place: Place | None
    totals: Totals


@dataclass(frozen=True, slots=True)
class Coverage:
    """A unit: its numbers, its parts, and the share online in the last whole quarters.

    The numbers of a unit are the sums of its parts; ``itself`` is the part of the unit as a whole, where an office above meets
    its people. ``uncovered``: how many places nobody must meet although people live there; known for the country only.
    """

    unit: Place | None
    totals: Totals
    parts: Sequence[Part]
    itself: Totals | None
    quarters: Sequence[Quarter]
    uncovered: int = 0


async def nation(context: Context) -> Coverage:
    """The country by its twenty regions, and the ministries."""
    found = await rows(_NATION, *bounds(context.now, context.today))
    groups = {each["key"]: Totals.of(each) for each in found}
    held = await online.of_regions(context)
    exempt = await _exempt(_EXEMPT_IN_REGIONS, context.today)
    sums = _joined(groups, held.groups, exempt)
    parts = [Part(each, sums.pop(each.code[:2], Totals())) for each in await territories.children(context)]
    parts.append(Part(None, total(sums.values())))  # the ministries; nothing else is left
    return Coverage(
        unit=None,
        totals=total(each.totals for each in parts),
        parts=parts,
        itself=None,
        quarters=held.quarters,
        uncovered=found[0]["uncovered"] if found else 0,
    )


async def within(context: Context, unit: Place) -> Coverage:
    """An oblast by its districts, a district by its okrugs, an okrug by its villages."""
    under, depth = prefix_of(unit.code), len(unit.line_codes) + 1
    reach = (under.ljust(9, "0"), under.ljust(9, "9"))
    found = await rows_replanned(_UNIT, *bounds(context.now, context.today), *reach, depth)
    held = await online.within(context, unit)
    exempt = await _exempt(_EXEMPT_WITHIN, context.today, *reach, depth)
    sums = _joined({each["key"]: Totals.of(each) for each in found}, held.groups, exempt)
    itself = sums.pop(unit.code, None)
    parts = [
        Part(each, sums.pop(each.code, Totals())) for each in await territories.children(context, unit.code)
    ]
    closed = (
        await territories.places(context, sums) if sums else {}
    )  # where meetings were held, before the map changed
    parts += [Part(closed[code], numbers) for code, numbers in sums.items()]
    whole = total(each.totals for each in parts) + (itself or Totals())
    return Coverage(unit=unit, totals=whole, parts=parts, itself=itself, quarters=held.quarters)


async def totals_within(context: Context, unit: Place) -> Totals:
    """The standings under one place together, for a panel; without meetings held, and without its parts."""
    under = prefix_of(unit.code)
    reach = (under.ljust(9, "0"), under.ljust(9, "9"))
    return Totals.of((await rows_replanned(_WITHIN, *bounds(context.now, context.today), *reach))[0])


async def of_offices(context: Context, agency_ids: Sequence[UUID]) -> tuple[Totals, Sequence[Quarter]]:
    """What these offices owe and have held, all together."""
    found = await rows(_OFFICES, *bounds(context.now, context.today), list(agency_ids))
    held = await online.of_offices(context, agency_ids)
    return Totals.of(found[0]) + total(held.groups.values()), held.quarters


async def uncovered(context: Context, limit: int | None = None) -> list[str]:
    """Places of the map where people live and nobody must meet them: there are none while every office has its duty."""
    found = await rows(f"{_MET_BY_NOBODY} LIMIT {int(limit)}" if limit else _MET_BY_NOBODY, context.today)
    return [each["code"] for each in found]


async def health(context: Context) -> str | None:
    """For the operator: a village must never be forgotten."""
    found = await uncovered(context)
    if not found:
        return None
    return f"{len(found)} places are met by nobody, such as {', '.join(found[:3])}: is an office of theirs dissolved without successor?"


async def _exempt(sql: str, *params: object) -> Mapping[str, Totals]:
    return {each["key"]: Totals.of(each) for each in await rows(sql, *params)}


def _joined(*every: Mapping[str, Totals]) -> dict[str, Totals]:
    """The groups' numbers of several countings together."""
    sums: dict[str, Totals] = {}
    for groups in every:
        for key, numbers in groups.items():
            sums[key] = sums.get(key, Totals()) + numbers
    return sums
