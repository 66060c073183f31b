"""Which due days move when the calendar changes: asked for the preview and for the change itself by one
function.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tortoise.expressions import Q

from hearing_state.actions import Context
from hearing_state.db import execute
from hearing_state.deadlines.history import events_of, facts, payload, rule_of, write
from hearing_state.deadlines.models import ClockRow
from hearing_state.deadlines.statutory_clock import Reckoning, Recounted, fold
from hearing_state.deadlines.working_calendar import WorkingCalendar

_BATCH = 1000
_LONGEST_WAIT = timedelta(days=21)
"""From receipt to registration: no run of days off is longer."""

_TOUCH = """
update deadlines_clock set calendar_version = $1
 where settled_on is null and due_on is not null and calendar_version <> $1
"""


@dataclass(frozen=True)
class Move:
    """A due day that moves."""

    clock: UUID
    about: str
    rule: str
    agency_id: UUID | None
    before_on: date | None
    after_on: date | None


async def moves(calendar: WorkingCalendar, days: Iterable[date] | None = None) -> list[Move]:
    """Which open clocks would be due on another day under that calendar. ``days``: only these changed."""
    return [_move(row, reckoning) async for row, reckoning in _moved(calendar, days)]


async def apply(context: Context, calendar: WorkingCalendar, days: Iterable[date] | None = None) -> int:
    """Fold every open clock anew under that calendar; each one that moves gets an event and a public entry."""
    moved = [each async for each in _moved(calendar, days)]
    for row, reckoning in moved:
        before_on = row.due_on
        event = Recounted(context.today, calendar.version, before_on, reckoning.due_on)
        await write(context, row, event, reckoning)
        told = {"cause": "recounted", "before_on": before_on}
        context.record("deadline.moved", row.about, **facts(row, **told))
        context.tell("deadline.moved", row.about, **payload(row, **told))
    await execute(_TOUCH, calendar.version)
    return len(moved)


async def _moved(
    calendar: WorkingCalendar, days: Iterable[date] | None
) -> AsyncIterator[tuple[ClockRow, Reckoning]]:
    last: UUID | None = None
    wanted = _touched_by(days)
    while True:
        found = ClockRow.filter(wanted, settled_on__isnull=True, due_on__not_isnull=True).order_by("id")
        batch = await (found.filter(id__gt=last) if last else found).limit(_BATCH)
        histories = await events_of([row.id for row in batch])
        for row in batch:
            reckoning = fold(rule_of(row), histories[row.id], calendar)
            if (reckoning.due_on, reckoning.registered_on) != (row.due_on, row.registered_on):
                yield row, reckoning
        if len(batch) < _BATCH:
            return
        last = batch[-1].id


def _touched_by(days: Iterable[date] | None) -> Q:
    """Clocks whose reckoning can have met one of the days."""
    known = sorted(days) if days is not None else []
    if not known:
        return Q()
    return Q(registered_on__lte=known[-1] + _LONGEST_WAIT, due_on__gte=known[0])


def _move(row: ClockRow, reckoning: Reckoning) -> Move:
    return Move(row.id, row.about, row.rule_id, row.agency_id, row.due_on, reckoning.due_on)
