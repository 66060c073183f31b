"""The share of meetings held online or in both ways: this year, and in the last whole quarters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.deadlines.board import prefix_of
from hearing_state.territories.place import Place
from meetings.coverage.calendar import midnight, quarters_before
from meetings.coverage.standing import HAPPENED
from meetings.coverage.totals import Quarter, Totals
from meetings.duties.duty import ONE_DAY, Period, PeriodKind, period_of

_COUNT = f"""
SELECT {{key}} AS key, width_bucket(m.starts_at, $1::timestamptz[]) AS quarter, count(*)::int AS held,
       count(*) FILTER (WHERE m.mode <> 'hall')::int AS online
  FROM schedule_meeting m {{also}}
 WHERE m.state <> 'cancelled' AND {HAPPENED} AND m.starts_at >= ($1::timestamptz[])[1] AND m.starts_at < $2 AND {{where}} GROUP BY 1, 2
"""
_OFFICE = "JOIN agencies_agency a ON a.id = m.agency_id"
# A ministry's meetings belong to no place, wherever they were held: so the numbers of the parts add up.
_OF_REGIONS = _COUNT.format(
    key="CASE WHEN a.place_code IS NULL THEN '' ELSE left(m.place_code, 2) END", also=_OFFICE, where="TRUE"
)
_WITHIN = _COUNT.format(
    key="coalesce(p.line_codes[$5], p.code)",
    also=f"{_OFFICE} JOIN territories_place p ON p.code = m.place_code",
    where='a.place_code IS NOT NULL AND m.place_code COLLATE "C" BETWEEN $3 AND $4',
)
_OF_OFFICES = _COUNT.format(key="m.agency_id::text", also="", where="m.agency_id = ANY ($3::uuid[])")


@dataclass(frozen=True, slots=True)
class Online:
    """By group: held and online of this year. Of all together: the last whole quarters, the oldest first."""

    groups: Mapping[str, Totals]
    quarters: Sequence[Quarter]


async def of_regions(context: Context) -> Online:
    """By the first two digits of the place; under the empty word the ministries and other central bodies."""
    return await _asked(context, _OF_REGIONS)


async def within(context: Context, unit: Place) -> Online:
    """By the parts right under this place; under its own code what was held for the unit as a whole."""
    under = prefix_of(unit.code)
    return await _asked(context, _WITHIN, under.ljust(9, "0"), under.ljust(9, "9"), len(unit.line_codes) + 1)


async def of_offices(context: Context, agency_ids: Sequence[UUID]) -> Online:
    return await _asked(context, _OF_OFFICES, list(agency_ids))


async def _asked(context: Context, sql: str, *params: object) -> Online:
    quarters = _quarters(context.today)
    begins = [midnight(each.from_on) for each in quarters]
    found = await rows(sql, begins, midnight(context.today + ONE_DAY), *params)
    groups: dict[str, Totals] = defaultdict(Totals)
    sums: dict[Period, Totals] = defaultdict(Totals)
    for each in found:
        quarter = quarters[each["quarter"] - 1]
        counted = Totals(held=each["held"], online=each["online"])
        sums[quarter] += counted
        if quarter.from_on.year == context.today.year:
            groups[each["key"]] += counted
    shown = [Quarter(each, sums[each].held, sums[each].online) for each in quarters_before(context.today)]
    return Online(dict(groups), shown)


def _quarters(today: date) -> list[Period]:
    """From the oldest that is shown, or the beginning of the year, to the present one: a year begins with a quarter."""
    first = min(quarters_before(today)[0], period_of(date(today.year, 1, 1), PeriodKind.QUARTER))
    found = [first]
    while found[-1].until_on < today:
        found.append(found[-1].after)
    return found
