"""Duties line by line: of a place, of offices, or all that are overdue, who waits longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import day_of
from hearing_state.db import rows
from hearing_state.deadlines.board import prefix_of
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web.paging import PAGE_SIZE, Paged
from meetings.coverage.calendar import KINDS, bounds, midnight
from meetings.coverage.line import Last, Line, Named, Next, Source
from meetings.coverage.standing import AHEAD, HAPPENED, standings
from meetings.duties.duty import Period, PeriodKind, Standing

_SPOT = "m.agency_id = c.agency_id AND m.state <> 'cancelled' AND (c.place_code IS NULL OR m.place_code = c.place_code)"
# The last and the next meeting are looked up for the chosen duties only, by the index.
_LINES = f"""
SELECT c.agency_id, c.place_code, c.times, c.period, c.b, c.may_deputise, c.announce_days, c.counted_from, c.standing, c.total,
       a.slug, a.name_kk AS office_kk, a.name_ru AS office_ru, a.name_en AS office_en, a.place_code AS office_place,
       r.key AS rule_key, r.name_kk AS rule_kk, r.name_ru AS rule_ru, r.name_en AS rule_en,
       r.source_kk, r.source_ru, r.source_en, r.certainty,
       last.ref AS last_ref, last.starts_at AS last_at, last.mode AS last_mode,
       next.ref AS next_ref, next.starts_at AS next_at, next.state AS next_state
  FROM c JOIN agencies_agency a ON a.id = c.agency_id JOIN duties_rule r ON r.id = c.rule_id
  LEFT JOIN LATERAL (SELECT m.ref, m.starts_at, m.mode FROM schedule_meeting m WHERE {_SPOT} AND {HAPPENED}
                      ORDER BY m.starts_at DESC LIMIT 1) last ON true
  LEFT JOIN LATERAL (SELECT m.ref, m.starts_at, m.state FROM schedule_meeting m WHERE {_SPOT} AND {AHEAD}
                      ORDER BY m.starts_at LIMIT 1) next ON true
"""
_WORST = "array_position(ARRAY['overdue', 'due_soon', 'open', 'planned', 'met'], c.standing)"
_WAITED = f"""
(SELECT max(m.starts_at) FROM schedule_meeting m WHERE {_SPOT.replace("c.", "s.")} AND {HAPPENED})
"""
_EVERY = ", c AS (SELECT s.*, count(*) OVER ()::int AS total FROM s)"
_ORDER = f"{_WORST}, last.starts_at NULLS FIRST, c.counted_from, c.place_code, c.rule_key"
_OF_PLACES = standings("d.place_code = ANY ($9::text[])", more=_EVERY) + _LINES + f" ORDER BY {_ORDER}"
_OF_COUNTRY = standings("d.place_code IS NULL", more=_EVERY) + _LINES + f" ORDER BY {_ORDER}"
_HELD = f"""
SELECT m.agency_id, m.place_code, m.starts_at FROM schedule_meeting m
 WHERE m.state <> 'cancelled' AND {HAPPENED} AND m.agency_id = ANY ($1::uuid[]) AND m.starts_at >= $2 AND m.starts_at < $3
"""
_OF_OFFICES = (
    standings("d.agency_id = ANY ($9::uuid[])", more=_EVERY)
    + _LINES
    + f" WHERE c.standing = ANY ($10::text[]) ORDER BY {_ORDER} LIMIT $11"
)
# So many that wait: their last meetings are looked up once, to put them in order, and again for the page alone.
_PAGE = """, w AS (
  SELECT s.*, {waited} AS waited_at FROM s WHERE s.standing = ANY ($9::text[])),
c AS (SELECT w.*, count(*) OVER ()::int AS total FROM w
       ORDER BY {worst}, w.waited_at NULLS FIRST, w.counted_from, w.place_code, w.rule_key LIMIT $10 OFFSET $11)
""".format(waited=_WAITED, worst=_WORST.replace("c.", "w."))
_IN_COUNTRY = standings(more=_PAGE) + _LINES + f" ORDER BY {_ORDER}"
_UNDER = standings("d.place_code BETWEEN $12 AND $13", more=_PAGE) + _LINES + f" ORDER BY {_ORDER}"
EVERY = tuple(Standing)
NOT_IN_ORDER = (Standing.OVERDUE, Standing.DUE_SOON)
CSV_MAX = 20_000
PERIODS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """How many meetings were held in one period that is over."""

    period: Period
    held: int


async def lines(
    context: Context,
    unit: Place | None,
    standing: Sequence[Standing] = EVERY,
    page: int = 1,
    size: int = PAGE_SIZE,
) -> Paged[Line]:
    """One page of the duties in the country or in one unit, the worst first and among them who waits longest."""
    asked: list[object] = [list(standing), size, (page - 1) * size]
    if unit is None:
        found = await rows(_IN_COUNTRY, *bounds(context.now, context.today), *asked)
    else:
        under = prefix_of(unit.code)
        reach = (under.ljust(9, "0"), under.ljust(9, "9"))
        found = await rows(_UNDER, *bounds(context.now, context.today), *asked, *reach)
    return Paged(await _lines(context, found), page, found[0]["total"] if found else 0, size)


async def of_place(context: Context, place: Place) -> list[Line]:
    """Every duty that concerns the people of a place, the nearest first: in the place, in its unit, in its district."""
    found = await rows(_OF_PLACES, *bounds(context.now, context.today), list(place.line_codes))
    depth = {code: len(place.line_codes) - number for number, code in enumerate(place.line_codes)}
    line = await _lines(context, found)
    return sorted(
        line,
        key=lambda each: (
            depth[each.place_code or ""],
            not each.is_of_own_unit,
            -len(each.office_place or ""),
        ),
    )


async def of_country(context: Context) -> list[Line]:
    """The ministers' duties to the whole country."""
    return await _lines(context, await rows(_OF_COUNTRY, *bounds(context.now, context.today)))


async def past(context: Context, duties: Sequence[Line]) -> dict[Line, list[Kept]]:
    """How many meetings were held in each of the last whole periods, the oldest first: a period without one stays readable.

    Periods before the record began are not told.
    """
    spans = {each: _periods(each) for each in duties}
    first = min((span[0].from_on for span in spans.values() if span), default=context.today)
    asked = ([each.agency_id for each in duties], midnight(first), midnight(context.today))
    held = [
        (each["agency_id"], each["place_code"], day_of(each["starts_at"]))
        for each in await rows(_HELD, *asked)
    ]
    return {
        line: [
            Kept(period, sum(agency == line.agency_id and line.place_code in {None, place} and on in period
                             for agency, place, on in held))
            for period in span
        ]
        for line, span in spans.items()
    }  # fmt: skip


def _periods(line: Line) -> list[Period]:
    """The last whole ones that count, the oldest first."""
    found: list[Period] = []
    period = line.present.before
    while len(found) < PERIODS_SHOWN and period.from_on >= line.counted_from:
        found.append(period)
        period = period.before
    return found[::-1]


async def of_offices(
    context: Context, agency_ids: Sequence[UUID], standing: Sequence[Standing] = EVERY, limit: int = PAGE_SIZE
) -> list[Line]:
    """What these offices owe, the worst first."""
    found = await rows(
        _OF_OFFICES, *bounds(context.now, context.today), list(agency_ids), list(standing), limit
    )
    return await _lines(context, found)


async def _lines(context: Context, found: Sequence[dict[str, Any]]) -> list[Line]:
    codes = {each["place_code"] for each in found if each["place_code"]}
    places = await territories.places(context, codes) if codes else {}
    return [_line(context, each, places.get(each["place_code"])) for each in found]


def _line(context: Context, found: dict[str, Any], place: Place | None) -> Line:
    names = (
        "agency_id",
        "office_place",
        "place_code",
        "times",
        "may_deputise",
        "announce_days",
        "counted_from",
    )
    return Line(
        today=context.today,
        place=place,
        office=_named(found, "office", found["slug"]),
        rule=_named(found, "rule", found["rule_key"]),
        source=Source(*(found[name] for name in ("source_kk", "source_ru", "source_en", "certainty"))),
        period=PeriodKind(found["period"]),
        judged_by=KINDS[found["b"] - 1],
        standing=Standing(found["standing"]),
        last=Last(found["last_ref"], found["last_at"], found["last_mode"]) if found["last_ref"] else None,
        next=_next(found) if found["next_ref"] else None,
        **{name: found[name] for name in names},
    )


def _next(found: dict[str, Any]) -> Next:
    return Next(found["next_ref"], found["next_at"], found["next_state"] == "announced")


def _named(found: dict[str, Any], stem: str, key: str) -> Named:
    return Named(key, found[f"{stem}_kk"], found[f"{stem}_ru"], found[f"{stem}_en"])
