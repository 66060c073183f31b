"""The public calendar: lists with paging, one month's days, what is next. Everybody may read all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from hearing_state.actions import Context
from hearing_state.clock import ALMATY, day_of
from hearing_state.db import rows, value
from hearing_state.web.paging import PAGE_MAX, PAGE_SIZE, Paged
from meetings.schedule.filters import AHEAD, Filters, where_of
from meetings.schedule.lines import BESIDE, LATEST, NAMES, SOONEST, Line, line_from, select
from meetings.schedule.queries import COLUMNS

COUNTED_MAX = PAGE_MAX * PAGE_SIZE
"""Nobody turns so many pages: further than that a list is not counted."""
LINES_OF_A_MONTH = 90
"""A month with more meetings is shown by its counts alone."""
_DAY = "(m.starts_at AT TIME ZONE 'Asia/Almaty')::date"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month. ``lines`` are empty where the month has too many; ``left``: meetings that were moved away."""

    on: date
    count: int = 0
    cancelled: int = 0
    lines: Sequence[Line] = ()
    left: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What comes next and what was last."""

    ahead: Sequence[Line]
    held: Sequence[Line]


async def listed(context: Context, filters: Filters, page: int = 1) -> Paged[Line]:
    """One page: what lies ahead, or within bounds, the soonest first; everything else the latest first."""
    where = where_of(filters, context.now)
    total = await value(
        f"SELECT count(*)::int FROM (SELECT 1 FROM schedule_meeting m WHERE {where} LIMIT {COUNTED_MAX}) AS counted",
        *where.params,
    )
    order = SOONEST if filters.state == AHEAD or filters.from_at else LATEST
    found = await rows(select(where, order, PAGE_SIZE, (page - 1) * PAGE_SIZE), *where.params)
    return Paged([line_from(each) for each in found], page, total)


async def month(context: Context, filters: Filters, first: date) -> dict[date, Day]:
    """The days of one month on which something is held, was cancelled or was moved away from."""
    start, end = midnight(first), midnight(next_month(first))
    bounded = replace(filters, from_at=start, until_at=end)
    where = where_of(bounded, context.now)
    counted = await rows(
        f"SELECT {_DAY} AS on_day, count(*) FILTER (WHERE m.state <> 'cancelled')::int AS held,"
        " count(*) FILTER (WHERE m.state = 'cancelled')::int AS cancelled"
        f" FROM schedule_meeting m WHERE {where} GROUP BY 1",
        *where.params,
    )
    days = {each["on_day"]: Day(each["on_day"], each["held"], each["cancelled"]) for each in counted}
    if sum(each.count + each.cancelled for each in days.values()) > LINES_OF_A_MONTH:
        return days
    lines = [line_from(each) for each in await rows(select(where, SOONEST, LINES_OF_A_MONTH), *where.params)]
    return _with_lines(days, lines, await moved_away(context, bounded))


async def moved_away(context: Context, filters: Filters) -> list[tuple[date, Line]]:
    """Announced meetings that were moved from the bounded days to another day: people may still come at the old hour."""
    where = where_of(replace(filters, from_at=None, until_at=None), context.now)
    where.add("m.state <> 'cancelled'")
    start, end = len(where.params) + 1, len(where.params) + 2
    found = await rows(
        f"""
        SELECT DISTINCT ON (m.starts_at, m.id, c.on_day) {COLUMNS}, {NAMES}, c.on_day FROM (
          SELECT meeting_id, (before_at AT TIME ZONE 'Asia/Almaty')::date AS on_day FROM schedule_change
           WHERE kind = 'moved' AND facts ->> 'state' = 'announced' AND before_at >= ${start} AND before_at < ${end}
        ) c JOIN schedule_meeting m ON m.id = c.meeting_id {BESIDE}
         WHERE {where} AND c.on_day <> {_DAY} ORDER BY m.starts_at, m.id, c.on_day LIMIT {LINES_OF_A_MONTH}
        """,
        *where.params,
        filters.from_at,
        filters.until_at,
    )
    return [(each["on_day"], line_from(each)) for each in found]


async def around(context: Context, filters: Filters, *, ahead: int, held: int) -> Around:
    """The next and the last meetings that fit, in one question to the database."""
    coming = where_of(replace(filters, state=AHEAD), context.now)
    past = where_of(replace(filters, state="held"), context.now, coming.params)
    found = await rows(
        f"SELECT * FROM (SELECT true AS is_ahead, n.* FROM ({select(coming, SOONEST, ahead)}) n"
        f" UNION ALL SELECT false, l.* FROM ({select(past, LATEST, held)}) l) AS both_ways",
        *past.params,
    )
    lines = [(each["is_ahead"], line_from(each)) for each in found]
    return Around(
        [line for is_ahead, line in lines if is_ahead], [line for is_ahead, line in lines if not is_ahead]
    )


async def next_day(context: Context, filters: Filters, after: date) -> date | None:
    """The first day from ``after`` on with a meeting that fits and was not cancelled."""
    return await _first_day(context, replace(filters, from_at=midnight(after), until_at=None), SOONEST)


async def last_day(context: Context, filters: Filters, before: date) -> date | None:
    """The last day earlier than ``before`` with a meeting that fits and was not cancelled."""
    return await _first_day(context, replace(filters, from_at=None, until_at=midnight(before)), LATEST)


async def _first_day(context: Context, filters: Filters, order: str) -> date | None:
    where = where_of(filters, context.now)
    where.add("m.state <> 'cancelled'")
    sql = f"SELECT m.starts_at FROM schedule_meeting m WHERE {where} ORDER BY {order} LIMIT 1"
    found = await value(sql, *where.params)
    return day_of(found) if found else None


def midnight(day: date) -> datetime:
    """The instant at which a day begins in Kazakhstan."""
    return datetime.combine(day, time.min, ALMATY)


def next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _with_lines(
    days: dict[date, Day], lines: Sequence[Line], left: Sequence[tuple[date, Line]]
) -> dict[date, Day]:
    by_day: dict[date, list[Line]] = defaultdict(list)
    left_by_day: dict[date, list[Line]] = defaultdict(list)
    for line in lines:
        by_day[line.meeting.on].append(line)
    for on, line in left:
        left_by_day[on].append(line)
    return {
        on: replace(days.get(on) or Day(on), lines=by_day[on], left=left_by_day[on])
        for on in sorted({*days, *left_by_day})
    }
