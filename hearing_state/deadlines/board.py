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

_TABS: dict[Tab, tuple[str, str]] = {
    "owed": ("settled_on is null and (due_on >= $1 or due_on is null)", "due_on nulls last, id"),
    "overdue": ("settled_on is null and due_on < $1", "due_on, id"),
    "kept": (
        "settled_on is not null and outcome <> 'withdrawn' and (due_on is null or settled_on <= due_on)",
        "settled_on desc, id desc",
    ),
    "late": ("settled_on > due_on and outcome <> 'withdrawn'", "settled_on desc, id desc"),
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


# Of the whole country: what is open is counted, there is never much of it; what was settled stands in sums, with notes of what came since.
_WEEK = "select count(*) from deadlines_clock where kind = 'duty' and settled_on between $1::date - 6 and $1 and outcome <> 'withdrawn'"


def _totals_of_all(rule: str | None) -> str:
    of_rule = "and rule_id = $2" if rule else ""
    return f"""
select opened.*, settled.*, ({_WEEK} {of_rule}) as answered_this_week
  from (select count(*) filter (where due_on >= $1 or due_on is null) as owed, count(*) filter (where due_on < $1) as overdue,
               count(*) filter (where due_on = $1) as due_today, count(*) filter (where due_on is null) as paused
          from deadlines_clock where settled_on is null and kind = 'duty' {of_rule}) opened,
       (select coalesce(sum(n) filter (where verdict = 'kept'), 0)::bigint as kept, coalesce(sum(n) filter (where verdict = 'late'), 0)::bigint as late,
               coalesce(sum(n) filter (where verdict = 'withdrawn'), 0)::bigint as withdrawn
          from (select rule_id, verdict, n from deadlines_settled union all select rule_id, verdict, delta from deadlines_settled_note) sums
         where true {of_rule}) settled
"""


def _totals_of(where: str) -> str:
    filters = [f"count(*) filter (where {condition}) as {tab}" for tab, (condition, _order) in _TABS.items()]
    return f"""
select {", ".join(filters)},
       count(*) filter (where outcome = 'withdrawn') as withdrawn,
       count(*) filter (where settled_on is null and due_on = $1) as due_today,
       count(*) filter (where settled_on is null and due_on is null) as paused,
       count(*) filter (where settled_on between $1 - 6 and $1 and outcome <> 'withdrawn') as answered_this_week
  from deadlines_clock where {where}
"""


async def totals(
    context: Context, agency: UUID | None = None, place: str | None = None, rule: str | None = None
) -> Totals:
    """The numbers of the board; of a place with all that lies under it."""
    if agency is None and not place:
        found = await row(_totals_of_all(rule), context.today, *([rule] if rule else []))
        return Totals(**(found or {}))
    where, params = _within(context.today, agency, place, rule)
    found = await row(_totals_of(where), *params)
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
    condition, order = _TABS[tab]
    where, params = _within(context.today, agency, place, rule)
    limits = f"limit {PAGE_SIZE} offset {(page - 1) * PAGE_SIZE}"
    sql = f"select {COLUMNS} from deadlines_clock where {condition} and {where} order by {order} {limits}"
    found = await rows(sql, *params)
    calendar = await calendar_in_force()
    sums = await totals(context, agency, place, rule)
    return Board(tab, [view(each, context.today, calendar) for each in found], sums, getattr(sums, tab))


def _within(
    today: date, agency: UUID | None, place: str | None, rule: str | None
) -> tuple[str, list[object]]:
    """The condition for what is asked for, and nothing else: each combination gets the plan that suits it.
    A place stands for all codes that begin like its own.
    """
    where, params = ["$1::date is not null and kind = 'duty'"], [cast("object", today)]
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
