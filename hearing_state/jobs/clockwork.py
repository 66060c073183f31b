"""The clock's part of the outbox: each due slot of each timetable once, whoever looks first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hearing_state.db import execute, transaction, value
from hearing_state.jobs import outbox
from hearing_state.jobs.listeners import Tick
from hearing_state.jobs.timetable import due

AT_ONCE = 500
"""Slots put in by one look: a clock that was away for a year catches up in several."""

_FIRST = "insert into jobs_tick (name, last_slot_at) values ($1, $2) on conflict (name) do nothing"
_TAKE = "select last_slot_at from jobs_tick where name = $1 for update skip locked"
_MOVE = "update jobs_tick set last_slot_at = $2 where name = $1"
_WAITING = """
select exists (select 1 from jobs_outbox where listener = $1 and about = $2 and done_at is null and dead_at is null)
"""


async def tick(ticks: Iterable[Tick], now: datetime) -> int:
    """Put every slot that is due into the outbox. Any number of processes may do so at once."""
    return sum([await _tick(each, now) for each in ticks])


async def _tick(tick: Tick, now: datetime) -> int:
    async with transaction():
        last = await value(_TAKE, tick.name)
        if last is None:
            # New here (slots from before its time are not owed), or another process holds it this moment.
            await execute(_FIRST, tick.name, tick.slots.last_until(now))
            return 0
        slots = due(tick.slots, last, now, tick.catch_up, AT_ONCE)
        if not slots:
            return 0
        await execute(_MOVE, tick.name, slots[-1])
        if tick.catch_up == "latest" and await value(_WAITING, tick.listener.name, tick.name):
            return 0  # the one before is not done yet and will see the newest state when it runs
        return sum([await _put(tick, slot) for slot in slots])


async def _put(tick: Tick, slot: datetime) -> int:
    name = tick.listener.name
    once = f"{name}:{slot.isoformat()}"
    return await outbox.tell(name, tick.name, {"slot": slot.isoformat()}, at=slot, once=once, to=[name])
