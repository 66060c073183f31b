"""Who has to be told of a due day, and has not been: the unique row decides, so that each is told once.

Windows are wider than the timetable's period: after days of standstill what is due today is still told
today, and what was missed is told whenever the house comes back.
"""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows, value
from hearing_state.deadlines.working_calendar import ONE_DAY, CalendarEnds, WorkingCalendar
from hearing_state.ids import new_id

Kind = Literal["eve", "today", "missed"]
_AT_ONCE = 500

_WAITING = """
select clock.id from deadlines_clock clock
 where clock.settled_on is null and clock.due_on > $1 and clock.due_on <= $2
   and not exists (select 1 from deadlines_reminder told
                    where told.clock_id = clock.id and told.kind = $3 and told.due_on = clock.due_on)
 order by clock.due_on, clock.id limit $4
"""
_TELL = """
insert into deadlines_reminder (id, clock_id, kind, due_on, created_at)
select told.id, clock.id, $3, clock.due_on, $4
  from unnest($1::uuid[], $2::uuid[]) as told(id, clock_id) join deadlines_clock clock on clock.id =
  told.clock_id
 where clock.settled_on is null and clock.due_on is not null
on conflict (clock_id, kind, due_on) do nothing returning clock_id
"""


async def newly_near(context: Context, calendar: WorkingCalendar) -> dict[Kind, list[UUID]]:
    """Clocks due on the next working day, and clocks due today; marked as told in the running transaction."""
    today = context.today
    return {
        "eve": await _tell(context, "eve", today, next_working_day(today, calendar)),
        "today": await _tell(context, "today", today - ONE_DAY, today),
    }


async def newly_missed(context: Context) -> list[UUID]:
    """Open clocks whose day has passed; marked as told in the running transaction."""
    return await _tell(context, "missed", date.min.replace(year=2000), context.today - ONE_DAY)


async def are_near(context: Context, calendar: WorkingCalendar) -> bool:
    """Whether somebody has to be told: asked before the action, so that a quiet quarter of an hour leaves
    no trace.
    """
    today = context.today
    spans: tuple[tuple[Kind, date, date], ...] = (
        ("eve", today, next_working_day(today, calendar)),
        ("today", today - ONE_DAY, today),
    )
    return any([await value(_WAITING, after, until, kind, 1) for kind, after, until in spans])


async def are_missed(context: Context) -> bool:
    after, until = date.min.replace(year=2000), context.today - ONE_DAY
    return await value(_WAITING, after, until, "missed", 1) is not None


def next_working_day(today: date, calendar: WorkingCalendar) -> date:
    try:
        return calendar.next_working(today + ONE_DAY)
    except CalendarEnds:
        return today + ONE_DAY


async def _tell(context: Context, kind: Kind, after: date, until: date) -> list[UUID]:
    waiting = [each["id"] for each in await rows(_WAITING, after, until, kind, _AT_ONCE)]
    if not waiting:
        return []
    made = await rows(_TELL, [new_id() for _ in waiting], waiting, kind, context.now)
    return [each["clock_id"] for each in made]
