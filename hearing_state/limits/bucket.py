"""Exact counting: in t seconds a limit lets through its burst plus one per interval, never one more.

The generic cell rate algorithm in one statement: the row's lock makes concurrent callers wait for one
another, so fifty at once on four processes are counted as if they had come one by one. The database's
clock decides; the computers' clocks may differ.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hearing_state.db import execute, row
from hearing_state.errors import Problem, TooMany

_SPEND = """
INSERT INTO limits_bucket AS b (key, arrival_at)
VALUES ($1, clock_timestamp() + make_interval(secs => $2))
ON CONFLICT (key) DO UPDATE
   SET arrival_at = greatest(b.arrival_at, clock_timestamp()) + make_interval(secs => $2)
 WHERE b.arrival_at <= clock_timestamp() + make_interval(secs => $3)
RETURNING arrival_at
"""
_WAIT = """
SELECT extract(epoch FROM arrival_at - clock_timestamp())::float8 - $2::float8 AS seconds FROM limits_bucket WHERE key = $1
"""
# The row of one keyed request: made by its first try, moved on a second by each repetition, sixty at once at most.
_REPEAT = """
INSERT INTO limits_bucket AS b (key, arrival_at)
VALUES ($1, clock_timestamp())
ON CONFLICT (key) DO UPDATE
   SET arrival_at = greatest(b.arrival_at, clock_timestamp()) + interval '1 second'
 WHERE b.arrival_at <= clock_timestamp() + interval '60 seconds'
RETURNING (xmax = 0) AS is_first
"""
_NOT_PAID = "DELETE FROM limits_bucket WHERE key = $1"


@dataclass(frozen=True)
class Limit:
    action: str
    per: str
    burst: int
    every_seconds: float
    when_counter_away: Literal["open", "closed"] = "closed"


class Limits:
    """All packages' limits. The key of a person or address arrives as a digest, never in the clear."""

    def __init__(self) -> None:
        self._by_action: dict[str, list[Limit]] = {}

    def add_file(self, path: Path) -> None:
        with path.open("rb") as opened:
            table = tomllib.load(opened)
        for entry in table.get("limit", []):
            try:
                limit = Limit(**entry)
            except TypeError as fault:
                raise ValueError(f"{path}: {entry}: {fault}") from fault
            if limit.per not in {"person", "address"} and not limit.per.startswith("wish."):
                raise ValueError(f"{path}: {limit.action}: per must be person, address or wish.<field>")
            known = self._by_action.setdefault(limit.action, [])
            if limit not in known:
                known.append(limit)

    def of(self, action: str) -> Sequence[Limit]:
        return tuple(self._by_action.get(action, ()))

    def names(self) -> Iterable[str]:
        return sorted(self._by_action)

    async def spend(
        self, action: str, key_of: Callable[[Limit], str | None], *, request: str | None = None
    ) -> None:
        """Count one try of the action. Raises TooMany with the seconds to wait.

        ``request`` names a keyed request: it pays once, however often a bad line or a failing house makes it
        come again. Repetitions have a pace of their own, so that nobody hammers with one key.
        """
        if request is None or not self.of(action):
            await self._spend_all(action, key_of)
            return
        known = await row(_REPEAT, request)
        if known is None:
            raise TooMany(retry_after_seconds=1)
        if known["is_first"]:
            try:
                await self._spend_all(action, key_of)
            except TooMany:
                await execute(_NOT_PAID, request)
                raise

    async def _spend_all(self, action: str, key_of: Callable[[Limit], str | None]) -> None:
        for limit in self.of(action):
            key = key_of(limit)
            if key is not None:
                await self._spend_one(limit, f"{action}:{limit.per}:{key}")

    async def _spend_one(self, limit: Limit, key: str) -> None:
        slack = (limit.burst - 1) * limit.every_seconds
        try:
            if await row(_SPEND, key, float(limit.every_seconds), float(slack)):
                return
            waiting = await row(_WAIT, key, float(slack))
        except Problem:
            if limit.when_counter_away == "open":
                return
            raise
        seconds = max(1, math.ceil(waiting["seconds"])) if waiting else 1
        raise TooMany(retry_after_seconds=seconds)


LIMITS = Limits()
"""The limits in force, filled once by the composition root."""


async def sweep() -> int:
    """Forget buckets that are full again: an empty row and no row mean the same."""
    return await execute("DELETE FROM limits_bucket WHERE arrival_at < clock_timestamp() - interval '1 day'")
