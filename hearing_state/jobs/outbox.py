"""The queue: rows written with the business in one transaction, told to one listener each.

    waiting --claim--> claimed --settle--> done
       ^                  |----put off-->  waiting (later)
       |                  |----bury----->  dead
       '------revive---------------------- dead

A claim is a lease with a rising number: who wakes with an old number cannot settle. Rows with the same
listener and the same ``about`` are told in the order of their ids: writers who change the same thing hold
its row, so that order is the order of their commits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from hearing_state.db import execute, row, rows, value
from hearing_state.jobs.bell import ring
from hearing_state.jobs.listeners import LISTENERS, TICK, Told

__all__ = [
    "Claim",
    "bury",
    "claim",
    "figures",
    "forget",
    "hold",
    "put_off",
    "ring",
    "settle",
    "tell",
    "tell_many",
    "timetable_seconds",
]

_TELL = """
insert into jobs_outbox (event, listener, about, payload, dedup_key, told_at, due_at)
select event, listener, about, payload::jsonb, once || '>' || listener, at, at
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) with ordinality
       as n (event, listener, about, payload, once, at, place)
 order by place
on conflict (dedup_key) do nothing
"""
_CLAIM = """
update jobs_outbox
   set lease_until = $2::timestamptz + make_interval(secs => $3), lease_number = lease_number + 1
 where id in (
     select waiting.id from jobs_outbox waiting
      where waiting.done_at is null and waiting.dead_at is null and waiting.due_at <= $2
        and (waiting.lease_until is null or waiting.lease_until <= $2)
        and not exists (
            select 1 from jobs_outbox earlier
             where earlier.listener = waiting.listener and earlier.about = waiting.about and earlier.id < waiting.id
               and earlier.done_at is null and earlier.dead_at is null)
      order by waiting.due_at, waiting.id
      limit $1 for update skip locked)
returning id, event, listener, about, payload, locale, told_at, attempts, lease_number
"""
_MINE = "id = $1 and lease_number = $2 and done_at is null and dead_at is null"
_HOLD = f"select id from jobs_outbox where {_MINE} for update"
_SETTLE = f"update jobs_outbox set done_at = $3, lease_until = null, error = null where {_MINE}"
_PUT_OFF = f"""
update jobs_outbox set attempts = attempts + 1, lease_until = null, due_at = $3, error = $4 where {_MINE}
"""
_BURY = f"""
update jobs_outbox set attempts = attempts + 1, lease_until = null, dead_at = $3, error = $4 where {_MINE}
"""
_FIGURES = """
select count(*) filter (where dead_at is null)::float8 as waiting,
       count(*) filter (where dead_at is null and lease_until > $1)::float8 as running,
       count(*) filter (where dead_at is null and lease_until <= $1)::float8 as stale_leases,
       count(*) filter (where dead_at is null and attempts > 0)::float8 as failing,
       count(*) filter (where dead_at is not null)::float8 as dead,
       coalesce(greatest(extract(epoch from $1 - min(told_at) filter (where dead_at is null)), 0), 0)::float8
           as oldest_seconds,
       coalesce(greatest(extract(epoch from $1 - min(due_at) filter
           (where dead_at is null and due_at <= $1 and (lease_until is null or lease_until <= $1))), 0), 0)::float8 as overdue_seconds,
       coalesce(greatest(extract(epoch from $1 - min(dead_at)), 0), 0)::float8 as oldest_dead_seconds
  from jobs_outbox where done_at is null
"""
_TIMETABLE = "select greatest(extract(epoch from $1 - max(last_slot_at)), 0)::float8 from jobs_tick"
_FORGET = f"""
delete from jobs_outbox where id in (
    select id from jobs_outbox where done_at < $1 or (done_at < $2 and listener like '{TICK}%')
     order by done_at limit $3 for update skip locked)
"""


@dataclass(frozen=True)
class Claim:
    """A row that is ours until the lease ends or somebody takes it with a higher number."""

    told: Told
    listener: str
    attempts: int
    lease_number: int


async def tell(
    event: str,
    about: str,
    payload: Mapping[str, Any],
    *,
    at: datetime,
    once: str | None = None,
    to: Iterable[str] | None = None,
) -> int:
    """One row per listener of the event, in the running transaction. ``once`` makes a second telling vanish."""
    return await _put([(event, about, payload, at, once)], None if to is None else list(to))


async def tell_many(told: Iterable[tuple[str, str, Mapping[str, Any], datetime, str | None]]) -> int:
    """The same for many events in one statement: (event, about, payload, when, once), told in their order."""
    return await _put(told, None)


async def _put(
    told: Iterable[tuple[str, str, Mapping[str, Any], datetime, str | None]], to: Sequence[str] | None
) -> int:
    waiting = [
        (event, name, about, text, once, at)
        for event, about, payload, at, once in told
        if (names := [each.name for each in LISTENERS.to(event)] if to is None else to)
        and (text := _PAYLOAD.encode(payload))
        for name in names
    ]
    if not waiting:
        return 0
    return await execute(_TELL, *map(list, zip(*waiting, strict=True)))


async def claim(limit: int, now: datetime, lease_seconds: float, domain: str = "") -> list[Claim]:
    """Take rows that are due; nobody else gets them while the lease lasts."""
    found = await rows(_CLAIM, limit, now, lease_seconds)
    return sorted((_claimed(each, domain) for each in found), key=lambda each: each.told.id)


async def hold(claim: Claim) -> bool:
    """Lock the row for the running transaction; false if it is no longer ours."""
    return await row(_HOLD, claim.told.id, claim.lease_number) is not None


async def settle(claim: Claim, now: datetime) -> bool:
    """Done. False if it is no longer ours: then nothing was written."""
    return await execute(_SETTLE, claim.told.id, claim.lease_number, now) == 1


async def put_off(claim: Claim, until: datetime, error: str) -> bool:
    return await execute(_PUT_OFF, claim.told.id, claim.lease_number, until, error) == 1


async def bury(claim: Claim, now: datetime, error: str) -> bool:
    return await execute(_BURY, claim.told.id, claim.lease_number, now, error) == 1


async def figures(now: datetime) -> dict[str, float]:
    """How the queue is: waiting, running, failing, dead; leases that ended without an answer; the age of the oldest row not done,
    how long the most overdue row is due that nobody works on, and the age of the oldest dead letter.
    """
    found = await row(_FIGURES, now)
    return found or {}


async def timetable_seconds(now: datetime) -> float:
    """How long ago the clock last put a slot of any timetable into the outbox."""
    return float(await value(_TIMETABLE, now) or 0)


async def forget(now: datetime, days: int = 30, tick_days: int = 2, limit: int = 20_000) -> int:
    """Remove rows done long ago; what they made stays. Keys given with ``once`` are remembered that long.

    Those of the clock are many, and their watermark is kept apart: they go sooner.
    """
    return await execute(_FORGET, now - timedelta(days=days), now - timedelta(days=tick_days), limit)


def _claimed(found: dict[str, Any], domain: str) -> Claim:
    told = Told(
        id=found["id"],
        event=found["event"],
        about=found["about"],
        payload=json.loads(found["payload"]),
        at=found["told_at"],
        locale=found["locale"],
        **({"domain": domain} if domain else {}),
    )
    return Claim(told, found["listener"], found["attempts"], found["lease_number"])


def _plain(thing: object) -> object:
    """A value as JSON has it: instants and days in ISO form, identifiers and amounts as text."""
    match thing:
        case date() | time():
            return thing.isoformat()
        case UUID() | Decimal():
            return str(thing)
        case Enum():
            return thing.value
    raise TypeError(f"{type(thing).__name__} cannot travel in the outbox")


_PAYLOAD = json.JSONEncoder(default=_plain, ensure_ascii=False)
"""json.dumps makes a new one for every call."""
