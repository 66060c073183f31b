"""The deadline board: what is owed, overdue, kept and late, in the whole country, by body, place or rule.

The four lists and what was withdrawn are all duties there are: their totals add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows
from hearing_state.deadlines.calendars import calendar_in_force
from hearing_state.deadlines.clock_view import COLUMNS, ClockView, view
from hearing_state.deadlines.standing import on_time_share

Tab = Literal["owed", "overdue", "kept", "late"]
TABS: Sequence[Tab] = get_args(Tab)
PAGE_SIZE = 20
OBLAST_LENGTH = 2

# Conditions of which each duty of a list fits one: an index begins where one of them begins, and cannot where two are joined by "or".
_TABS: dict[Tab, tuple[tuple[str, ...], str]] = {
    "owed": (
        ("settled_on is null and due_on >= $1", "settled_on is null and due_on is null"),
        "due_on nulls last, id",
    ),
    "overdue": (("settled_on is null and due_on < $1",), "due_on, id"),
    "kept": (
        ("settled_on is not null and outcome <> 'withdrawn' and (due_on is null or settled_on <= due_on)",),
        "settled_on desc, id desc",
    ),
    "late": (("settled_on > due_on and outcome <> 'withdrawn'",), "settled_on desc, id desc"),
}


@dataclass(frozen=True)
class Totals:
    """How many duties there are in each list. ``answered_this_week``: settled in the last seven days."""

    owed: int
    overdue: int
    kept: int
    late: int
    withdrawn: int
    due_today: int
    paused: int
    answered_this_week: int

    @property
    def all(self) -> int:
        return self.owed + self.overdue + self.kept + self.late + self.withdrawn

    @property
    def open(self) -> int:
        return self.owed + self.overdue

    @property
    def on_time_share(self) -> float | None:
        return on_time_share(self.kept, self.late, self.overdue)


@dataclass(frozen=True)
class Board:
    tab: Tab
    rows: Sequence[ClockView]
    totals: Totals
    total: int


# The country is told from sums by day and from notes of what came since. Of a body or a place what is open is counted, and so is a
# week, as there is never much of it; what was settled before stands in sums.
_OPENED = """
  (select coalesce(sum({n}) filter (where {day} >= $1 or {day} is null), 0)::bigint as owed,
          coalesce(sum({n}) filter (where {day} < $1), 0)::bigint as overdue,
          coalesce(sum({n}) filter (where {day} = $1), 0)::bigint as due_today,
          coalesce(sum({n}) filter (where {day} is null), 0)::bigint as paused
     from {source}) opened
"""
_SETTLED = """
  (select coalesce(sum(n) filter (where verdict = 'kept'), 0)::bigint as kept, coalesce(sum(n) filter (where verdict = 'late'), 0)::bigint as late,
          coalesce(sum(n) filter (where verdict = 'withdrawn'), 0)::bigint as withdrawn
     from (select verdict, n from {sums} where {where} union all select verdict, delta from deadlines_settled_note where {where}) sums) settled
"""
_ON_DAY = """
(select on_day, n from deadlines_on_day where n <> 0 and {verdict} and {where}
 union all select on_day, delta from deadlines_settled_note where {verdict} and {where}) days
"""
_THIS_WEEK = "verdict in ('kept', 'late') and on_day between $1::date - 6 and $1"


def _totals_of_all(where: str) -> str:
    opened = _OPENED.format(
        n="n", day="on_day", source=_ON_DAY.format(verdict="verdict = 'open'", where=where)
    )
    week = f"select coalesce(sum(n), 0)::bigint as answered_this_week from {_ON_DAY.format(verdict=_THIS_WEEK, where=where)}"
    return f"select * from {opened}, {_SETTLED.format(sums='deadlines_settled', where=where)}, ({week}) week"


def _totals_of(where: str) -> str:
    open_ones = (
        f"(select due_on from deadlines_clock where settled_on is null and kind = 'duty' and {where}) owing"
    )
    opened = _OPENED.format(n="1", day="due_on", source=open_ones)
    week = f"""
select count(*) as answered_this_week from deadlines_clock
 where kind = 'duty' and settled_on between $1::date - 6 and $1 and outcome <> 'withdrawn' and {where}
"""
    return (
        f"select * from {opened}, {_SETTLED.format(sums='deadlines_settled_by', where=where)}, ({week}) week"
    )


async def totals(
    context: Context, agency: UUID | None = None, place: str | None = None, rule: str | None = None
) -> Totals:
    """The numbers of the board; of a place with all that lies under it."""
    where, params = _within(context.today, agency, place, rule)
    is_country = agency is None and not place
    found = await row(_totals_of_all(where) if is_country else _totals_of(where), *params)
    return Totals(**(found or {}))


async def board(
    context: Context,
    tab: Tab = "owed",
    agency: UUID | None = None,
    place: str | None = None,
    rule: str | None = None,
    page: int = 1,
) -> Board:
    """One page of one list with the totals of all: what is owed nearest first, what is settled newest
    first.
    """
    conditions, order = _TABS[tab]
    where, params = _within(context.today, agency, place, rule)
    # Only what is shown is read: the rest is passed over in an index. All of a village is put in order, as little as that is.
    is_put_in_order = place and len(prefix_of(place)) > OBLAST_LENGTH
    until = page * PAGE_SIZE
    first = " union all ".join(
        f"(select id, due_on, settled_on from (select id, due_on, settled_on from deadlines_clock where kind = 'duty' and {condition} and {where}"
        f" {'offset 0' if is_put_in_order else ''}) fitting order by {order} limit {until})"
        for condition in conditions
    )
    page_of_it = (
        f"select id from ({first}) first order by {order} limit {PAGE_SIZE} offset {until - PAGE_SIZE}"
    )
    found = await rows(
        f"select {COLUMNS} from deadlines_clock where id in ({page_of_it}) order by {order}", *params
    )
    calendar = await calendar_in_force()
    sums = await totals(context, agency, place, rule)
    return Board(tab, [view(each, context.today, calendar) for each in found], sums, getattr(sums, tab))


def _within(
    today: date, agency: UUID | None, place: str | None, rule: str | None
) -> tuple[str, list[object]]:
    """The condition for what is asked for, and nothing else: each combination gets the plan that suits it.
    A place stands for all codes that begin like its own.
    """
    where, params = ["$1::date is not null"], [cast("object", today)]
    if agency is not None:
        params.append(agency)
        where.append(f"agency_id = ${len(params)}")
    if place:
        under = prefix_of(place)
        params += [under.ljust(9, "0"), under.ljust(9, "9")]
        where.append(f'place_code collate "C" between ${len(params) - 1} and ${len(params)}')
    if rule:
        params.append(rule)
        where.append(f"rule_id = ${len(params)}")
    return " and ".join(where), params


def prefix_of(code: str) -> str:
    """What the codes of all places in this one begin with: a code is AB CD EF HIJ, zeros from the right."""
    for zeros, length in (("0000000", 2), ("00000", 4), ("000", 6)):
        if code.endswith(zeros):
            return code[:length]
    return code
