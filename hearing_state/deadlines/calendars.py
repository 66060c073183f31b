"""The calendar in force: the shipped one with the operator's decrees on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from hearing_state.db import execute, row
from hearing_state.deadlines.models import DecreeDayRow, DecreeRow
from hearing_state.deadlines.working_calendar import Day, Decree, Why, WorkingCalendar, shipped

_LATEST = "select id, number from deadlines_calendar_version order by number desc limit 1"
LATEST = "(select row(id, number) from deadlines_calendar_version order by number desc limit 1)"
"""The same as a value, to be asked for together with a clock."""
# A decree waits until every change of a clock under way has ended, and the next changes wait for the decree:
# so no clock is reckoned by a calendar that is being replaced.
_LOCK_KEY = 7_215_013
_READ = f"select pg_advisory_xact_lock_shared({_LOCK_KEY})"
_WRITE = f"select pg_advisory_xact_lock({_LOCK_KEY})"

_known: dict[UUID, WorkingCalendar] = {}
_KEPT = 16


async def calendar_in_force() -> WorkingCalendar:
    """Read anew whenever a decree was added; versions never change, so each is put together once."""
    latest = await row(_LATEST)
    return shipped() if latest is None else await _until(latest["id"], latest["number"])


async def calendar_of(latest: Sequence[Any] | None) -> WorkingCalendar:
    """The calendar in force, where ``LATEST`` was read already."""
    return shipped() if latest is None else await _until(latest[0], latest[1])


async def calendar_at(version: str) -> WorkingCalendar:
    """The calendar as it was under that version: ``2026.1+3`` is the shipped one with the first three
    decrees.
    """
    _base, _plus, number = version.partition("+")
    if not number:
        return shipped()
    found = await row("select id from deadlines_calendar_version where number = $1", int(number))
    return await calendar_in_force() if found is None else await _until(found["id"], int(number))


async def hold_calendar() -> None:
    """For a change of a clock: no decree may come in between."""
    await execute(_READ)


async def lock_calendar() -> None:
    """For a decree: no clock may change in between."""
    await execute(_WRITE)


async def decrees(until: int | None = None) -> Sequence[Decree]:
    """All decrees in order, up to that number."""
    found = DecreeRow.all() if until is None else DecreeRow.filter(number__lte=until)
    made = []
    for decree in await found.order_by("number"):
        days = await DecreeDayRow.filter(decree_id=decree.id).order_by("on_day")
        made.append(Decree(decree.number, decree.source, tuple(map(_day, days)), decree.until_on))
    return made


async def _until(decree_id: UUID, number: int) -> WorkingCalendar:
    if decree_id not in _known:
        while len(_known) >= _KEPT:
            _known.pop(next(iter(_known)))
        _known[decree_id] = shipped().with_decrees(await decrees(number))
    return _known[decree_id]


def _day(found: DecreeDayRow) -> Day:
    return Day(
        on=found.on_day,
        works=found.works,
        why=Why(found.why),
        name_kk=found.name_kk,
        name_ru=found.name_ru,
        name_en=found.name_en,
        other=found.other_on,
    )
