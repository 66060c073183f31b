"""Who receives people at all: each office's months since its duty began, and whether its schedule came before the quarter.

Worked out when somebody looks. An office that never published anything is in it like every other: no office is without a duty
because it was silent. The duty begins with the rule, with the record, or with the office, whichever is latest; whole months count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies.agency import AKIMS, Agency, AgencyKind
from hearing_state.agencies.queries import AGENCY_COLUMNS, agency_from
from hearing_state.clock import day_of
from hearing_state.db import row, rows
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.board import prefix_of
from hearing_state.deadlines.standing import Standing, standing_of
from hearing_state.deadlines.working_calendar import ONE_DAY, WorkingCalendar
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web.paging import PAGE_SIZE, Paged
from meetings.receptions.booking import Hours, quarter_of

OFFICES = (*sorted(AKIMS), AgencyKind.MINISTRY.value)
"""Whose heads must receive: the akims' offices of the whole classifier, and the ministries."""
MONTHS_SHOWN = 12

# $1 today, $2 kinds of offices, $3 and $4 the present quarter: its first day, the day after it. Narrowed from $5 on.
_OFFICES = """
WITH office AS MATERIALIZED (
  SELECT a.id, a.place_code,
         greatest(rule.from_on, coalesce(own.from_on, (SELECT s.from_on FROM duties_record_start s WHERE s.agency_id IS NULL), a.founded_on)) AS since
    FROM agencies_agency a
    CROSS JOIN (SELECT min(from_on) AS from_on FROM duties_norm WHERE key = 'receptions_a_month') rule
    LEFT JOIN duties_record_start own ON own.agency_id = a.id
   WHERE a.dissolved_on IS NULL AND a.kind = ANY ($2::text[]) AND {where}),
month AS (
  SELECT o.id, m::date AS first_on, n.value
    FROM office o
    CROSS JOIN LATERAL generate_series(date_trunc('month', o.since - 1) + interval '1 month',
                                       date_trunc('month', $1::date) - interval '1 month', interval '1 month') AS m
    JOIN duties_norm n ON n.key = 'receptions_a_month' AND n.from_on < m + interval '1 month'
                      AND (n.until_on IS NULL OR n.until_on >= m + interval '1 month' - interval '1 day')),
given AS (
  SELECT h.agency_id, date_trunc('month', h.starts_at AT TIME ZONE 'Asia/Almaty')::date AS first_on, count(*) AS times
    FROM receptions_hours h JOIN office o ON o.id = h.agency_id
   WHERE h.published_at IS NOT NULL AND h.cancelled_at IS NULL GROUP BY 1, 2),
schedule AS (
  SELECT h.agency_id, min((h.published_at AT TIME ZONE 'Asia/Almaty')::date) FILTER (
           WHERE h.starts_at >= ($3::date)::timestamp AT TIME ZONE 'Asia/Almaty'
             AND h.starts_at < ($4::date)::timestamp AT TIME ZONE 'Asia/Almaty') AS published_on, true AS is_known
    FROM receptions_hours h JOIN office o ON o.id = h.agency_id WHERE h.published_at IS NOT NULL GROUP BY 1),
counted AS (
  SELECT o.id, o.place_code, o.since, s.published_on, coalesce(s.is_known, false) AS is_known,
         count(m.id)::int AS months, (count(m.id) FILTER (WHERE coalesce(g.times, 0) < m.value))::int AS missed,
         coalesce(array_agg(m.first_on ORDER BY m.first_on DESC) FILTER (WHERE coalesce(g.times, 0) < m.value), '{{}}') AS missing
    FROM office o LEFT JOIN month m ON m.id = o.id LEFT JOIN given g ON g.agency_id = o.id AND g.first_on = m.first_on
    LEFT JOIN schedule s ON s.agency_id = o.id
   GROUP BY o.id, o.place_code, o.since, s.published_on, s.is_known)
"""
_SUMS = """
count(*)::int AS offices, sum(c.months)::int AS months, sum(c.missed)::int AS missed,
(count(*) FILTER (WHERE c.since <= $3 AND c.published_on >= $3))::int AS late,
(count(*) FILTER (WHERE c.since <= $3 AND c.published_on IS NULL))::int AS unpublished,
(count(*) FILTER (WHERE NOT c.is_known))::int AS silent
"""
_UNDER = "a.place_code BETWEEN $5 AND $6"
_ONE = _OFFICES.format(where="a.id = $5") + "SELECT * FROM counted"
_NATION = (
    _OFFICES.format(where="TRUE")
    + f"SELECT coalesce(left(c.place_code, 2), '') AS key, {_SUMS} FROM counted c GROUP BY 1"
)
_UNIT = (
    _OFFICES.format(where=_UNDER)
    + f"SELECT coalesce(t.line_codes[$7], t.code) AS key, {_SUMS} FROM counted c JOIN territories_place t ON t.code = c.place_code GROUP BY 1"
)
_LISTED = f"""
SELECT c.since, c.published_on, c.is_known, c.months, c.missed, c.missing, count(*) OVER ()::int AS total, {AGENCY_COLUMNS}
  FROM counted c JOIN agencies_agency a ON a.id = c.id WHERE c.missed > 0 OR (c.since <= $3 AND (c.published_on IS NULL OR c.published_on >= $3))
 ORDER BY c.missed DESC, c.published_on DESC NULLS FIRST, a.place_code NULLS FIRST, a.id
"""


@dataclass(frozen=True, slots=True)
class Monthly:
    """One office. ``missing``: first days of the months that ended without the receptions owed, the newest first.

    ``schedule``: how this quarter's schedule stands, owed by the day before the quarter; none where the duty began later.
    ``is_known``: whether anything was ever published.
    """

    since: date
    months: int
    missing: Sequence[date]
    published_on: date | None
    schedule: Standing | None
    is_known: bool

    @property
    def is_late(self) -> bool:
        return self.schedule is not None and self.schedule.state in ("missed", "overdue")


@dataclass(frozen=True, slots=True)
class Sums:
    """Of a group of offices. ``late``: this quarter's schedule came after the quarter had begun; ``unpublished``: it has not come.

    ``silent``: never published anything.
    """

    offices: int = 0
    months: int = 0
    missed: int = 0
    late: int = 0
    unpublished: int = 0
    silent: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)}
        )

    @property
    def kept_share(self) -> float | None:
        """Months with a reception in those that have ended.

        >>> Sums(offices=2, months=6, missed=3).kept_share
        0.5
        """
        return (self.months - self.missed) / self.months if self.months else None


@dataclass(frozen=True, slots=True)
class Part:
    """``place``: None for the ministries."""

    place: Place | None
    sums: Sums


@dataclass(frozen=True, slots=True)
class Kept:
    """The country, or a unit: its parts with their numbers, and one page of the offices that owe something, the worst first."""

    line: Sequence[Place]
    parts: Sequence[Part]
    sums: Sums
    owing: Paged[tuple[Agency, Monthly]]


async def of_office(context: Context, body: Agency) -> Monthly | None:
    """None for a body that need not receive people, or is no more."""
    if body.is_dissolved or body.kind.value not in OFFICES:
        return None
    found = await row(_ONE, *_bounds(context.today), body.id)
    return await _monthly(context, found) if found else None


def schedule_of(
    owed: Monthly | None,
    span: tuple[date, date],
    hours: Sequence[Hours],
    today: date,
    calendar: WorkingCalendar,
) -> Standing | None:
    """How the schedule of one quarter stands; None where the duty began after the quarter had."""
    if owed is None or owed.since > span[0]:
        return None
    published = [day_of(each.published_at) for each in hours if each.published_at]
    return standing_of(span[0] - ONE_DAY, min(published, default=None), None, today, calendar)


async def kept(context: Context, code: str = "", page: int = 1) -> Kept:
    """Raises NotFound for a place that is not there."""
    line = await territories.line(context, code) if code else []
    bounds = _bounds(context.today)
    if not line:
        found = await rows(_NATION, *bounds)
        groups = {each.pop("key"): Sums(**each) for each in found}
        parts = [
            Part(each, groups.pop(each.code[:2], Sums())) for each in await territories.children(context)
        ]
        parts.append(Part(None, groups.pop("", Sums())))
        owing = await _owing(context, "a.place_code IS NULL", [], page)
        return Kept(line, parts, _total(parts), owing)
    under = prefix_of(code)
    reach = [under.ljust(9, "0"), under.ljust(9, "9")]
    found = await rows(_UNIT, *bounds, *reach, len(line[-1].line_codes) + 1)
    groups = {each.pop("key"): Sums(**each) for each in found}
    places = await territories.places(context, groups)
    parts = [Part(places[key], sums) for key, sums in sorted(groups.items())]
    return Kept(line, parts, _total(parts), await _owing(context, _UNDER, reach, page))


async def _owing(context: Context, where: str, params: list[str], page: int) -> Paged[tuple[Agency, Monthly]]:
    """Of the whole country only the ministries: the offices of a region stand on its page."""
    sql = f"{_OFFICES.format(where=where)} {_LISTED} LIMIT {PAGE_SIZE} OFFSET {PAGE_SIZE * (page - 1)}"
    found = await rows(sql, *_bounds(context.today), *params)
    total = int(found[0]["total"]) if found else 0
    lines = [(await _monthly(context, each), agency_from(_of_agency(each))) for each in found]
    return Paged([(body, monthly) for monthly, body in lines], page, total)


def _of_agency(found: dict[str, Any]) -> dict[str, Any]:
    own = ("since", "published_on", "is_known", "months", "missed", "missing", "total")
    return {name: value for name, value in found.items() if name not in own}


async def _monthly(context: Context, found: dict[str, Any]) -> Monthly:
    first_on = quarter_of(context.today)[0]
    schedule = None
    if found["since"] <= first_on:
        calendar = await deadlines.working_calendar(context)
        schedule = standing_of(first_on - ONE_DAY, found["published_on"], None, context.today, calendar)
    return Monthly(
        found["since"], found["months"], found["missing"], found["published_on"], schedule, found["is_known"]
    )


def _total(parts: Sequence[Part]) -> Sums:
    return sum((each.sums for each in parts), Sums())


def _bounds(today: date) -> list[object]:
    first, last = quarter_of(today)
    return [today, list(OFFICES), first, last + ONE_DAY]
