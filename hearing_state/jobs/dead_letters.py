"""Rows that failed too often lie here until a person looks at them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hearing_state.db import execute, rows, value

_LIST = """
select id, event, listener, about, payload, attempts, told_at, dead_at, error from jobs_outbox
 where dead_at is not null order by dead_at desc, id desc limit $1 offset $2
"""
_REVIVE = """
update jobs_outbox set dead_at = null, due_at = $2, attempts = 0, lease_until = null where id = $1 and dead_at is not null
"""
_DISCARD = "update jobs_outbox set dead_at = null, done_at = $2 where id = $1 and dead_at is not null"


@dataclass(frozen=True)
class DeadLetter:
    id: int
    event: str
    listener: str
    about: str
    payload: dict[str, Any]
    attempts: int
    told_at: datetime
    dead_at: datetime
    error: str


async def dead_letters(limit: int = 50, offset: int = 0) -> list[DeadLetter]:
    """The latest first."""
    found = await rows(_LIST, limit, offset)
    return [DeadLetter(**{**each, "payload": json.loads(each["payload"])}) for each in found]


async def how_many() -> int:
    return int(await value("select count(*) from jobs_outbox where dead_at is not null"))


async def revive(letter: int, now: datetime) -> bool:
    """Try it again from the beginning. False if it does not lie here any more."""
    return await execute(_REVIVE, letter, now) == 1


async def discard(letter: int, now: datetime) -> bool:
    """Give it up for good; its error stays readable until done rows are forgotten."""
    return await execute(_DISCARD, letter, now) == 1
