"""Exact counting: in t seconds a limit lets through its burst plus one per interval, never one more.

The generic cell rate algorithm in one statement: the row's lock makes concurrent callers wait for one
another, so fifty at once on four processes are counted as if they had come one by one. The database's
clock decides; the computers' clocks may differ.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hearing_state.db import execute, row, rows
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
# The same for many at once, keys in one order so that two processes cannot wait for each other crosswise. Of keys with one try each.
_SPEND_EACH = """
INSERT INTO limits_bucket AS b (key, arrival_at)
SELECT key, clock_timestamp() + make_interval(secs => $2) FROM unnest($1::text[]) AS key ORDER BY key
ON CONFLICT (key) DO UPDATE
   SET arrival_at = greatest(b.arrival_at, clock_timestamp()) + make_interval(secs => $2)
 WHERE b.arrival_at <= clock_timestamp() + make_interval(secs => $3)
RETURNING key
"""
_WAIT_EACH = """
SELECT key, extract(epoch FROM arrival_at - clock_timestamp())::float8 - $2::float8 AS seconds FROM limits_bucket WHERE key = ANY ($1::text[])
"""
# Of keys with several: a bucket is made full; then of the tries under its key as many are let through as still fit.
_MAKE_MANY = """
INSERT INTO limits_bucket (key, arrival_at) SELECT key, clock_timestamp() FROM unnest($1::text[]) AS key ORDER BY key
ON CONFLICT (key) DO NOTHING
"""
_SPEND_MANY = """
WITH asked AS (
  SELECT * FROM unnest($1::text[], $2::int[]) AS a (key, tries)
), was AS (
  SELECT b.key, a.tries, greatest(b.arrival_at, clock_timestamp()) AS arrival_at
    FROM limits_bucket b JOIN asked a USING (key) ORDER BY b.key FOR UPDATE OF b
), found AS (
  SELECT key, arrival_at, least(tries, greatest(0,
    floor(extract(epoch FROM clock_timestamp() + make_interval(secs => $4) - arrival_at) / $3) + 1))::int AS granted FROM was
)
UPDATE limits_bucket b SET arrival_at = found.arrival_at + found.granted * make_interval(secs => $3)
  FROM found WHERE b.key = found.key
RETURNING b.key, found.granted, extract(epoch FROM b.arrival_at - clock_timestamp())::float8 - $4 AS seconds
"""
_REPEAT_MANY = """
INSERT INTO limits_bucket AS b (key, arrival_at) SELECT key, clock_timestamp() FROM unnest($1::text[]) AS key ORDER BY key
ON CONFLICT (key) DO UPDATE
   SET arrival_at = greatest(b.arrival_at, clock_timestamp()) + interval '1 second'
 WHERE b.arrival_at <= clock_timestamp() + interval '60 seconds'
RETURNING key, (xmax = 0) AS is_first
"""
_NOT_PAID_MANY = "DELETE FROM limits_bucket WHERE key = ANY ($1::text[])"


KeyOf = Callable[["Limit"], str | None]


@dataclass(frozen=True)
class Limit:
    action: str
    per: str
    burst: int
    every_seconds: float
    when_counter_away: Literal["open", "closed"] = "closed"

    @property
    def slack(self) -> float:
        """Seconds that the arrival may lie ahead."""
        return float((self.burst - 1) * self.every_seconds)


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
        try:
            if await row(_SPEND, key, float(limit.every_seconds), limit.slack):
                return
            waiting = await row(_WAIT, key, limit.slack)
        except Problem:
            if limit.when_counter_away == "open":
                return
            raise
        seconds = max(1, math.ceil(waiting["seconds"])) if waiting else 1
        raise TooMany(retry_after_seconds=seconds)

    async def spend_many(
        self, action: str, tries: Sequence[tuple[KeyOf, str | None]]
    ) -> list[TooMany | None]:
        """Count one try each, with the same result as one after another: (key of a limit, name of a keyed request or None).

        No two tries may be of one keyed request. Raises what keeps a closed limit from being counted.
        """
        refused: list[TooMany | None] = [None] * len(tries)
        if not self.of(action):
            return refused
        pays = first = await self._first_tries(tries, refused)
        for limit in self.of(action):
            pays = await self._spend_each(limit, action, pays, tries, refused)
        # Of those that came before nothing is forgotten: they have paid.
        names = [name for at in first if (name := tries[at][1]) and refused[at]]
        if names:
            await execute(_NOT_PAID_MANY, names)
        return refused

    async def _first_tries(
        self, tries: Sequence[tuple[KeyOf, str | None]], refused: list[TooMany | None]
    ) -> list[int]:
        """Which of them pay: those without a key, and the first of a keyed request."""
        names = [name for _key, name in tries if name is not None]
        known = {each["key"]: each["is_first"] for each in await rows(_REPEAT_MANY, names)} if names else {}
        pays = []
        for at, (_key, name) in enumerate(tries):
            if name is not None and name not in known:
                refused[at] = TooMany(retry_after_seconds=1)
            elif name is None or known[name]:
                pays.append(at)
        return pays

    async def _spend_each(
        self,
        limit: Limit,
        action: str,
        pays: list[int],
        tries: Sequence[tuple[KeyOf, str | None]],
        refused: list[TooMany | None],
    ) -> list[int]:
        """Those that this limit lets through; the others are refused."""
        keys = {at: f"{action}:{limit.per}:{key}" for at in pays if (key := tries[at][0](limit)) is not None}
        try:
            left = await _granted(limit, Counter(keys.values()))
        except Problem:
            if limit.when_counter_away == "open":
                return pays
            raise
        through = []
        for at in pays:
            if at in keys and not left[keys[at]].take():
                refused[at] = TooMany(retry_after_seconds=left[keys[at]].wait_seconds)
            else:
                through.append(at)
        return through


@dataclass
class _Left:
    granted: int
    wait_seconds: int

    def take(self) -> bool:
        self.granted -= 1
        return self.granted >= 0


async def _granted(limit: Limit, tries: Counter[str]) -> dict[str, _Left]:
    single = sorted(key for key, count in tries.items() if count == 1)
    several = Counter({key: count for key, count in tries.items() if count > 1})
    return {**await _granted_each(limit, single), **await _granted_several(limit, several)}


async def _granted_each(limit: Limit, keys: list[str]) -> dict[str, _Left]:
    if not keys:
        return {}
    through = {each["key"] for each in await rows(_SPEND_EACH, keys, float(limit.every_seconds), limit.slack)}
    left = {key: _Left(1, 1) for key in through}
    refused = [key for key in keys if key not in through]
    if refused:
        waits = await rows(_WAIT_EACH, refused, limit.slack)
        left |= {each["key"]: _Left(0, max(1, math.ceil(each["seconds"]))) for each in waits}
    return {key: left.get(key) or _Left(0, 1) for key in keys}


async def _granted_several(limit: Limit, tries: Counter[str]) -> dict[str, _Left]:
    if not tries:
        return {}
    keys = sorted(tries)
    await execute(_MAKE_MANY, keys)
    found = await rows(
        _SPEND_MANY, keys, [tries[key] for key in keys], float(limit.every_seconds), limit.slack
    )
    left = {each["key"]: _Left(each["granted"], max(1, math.ceil(each["seconds"]))) for each in found}
    return {key: left.get(key) or _Left(tries[key], 1) for key in keys}


LIMITS = Limits()
"""The limits in force, filled once by the composition root."""


async def sweep() -> int:
    """Forget buckets that are full again: an empty row and no row mean the same."""
    return await execute("DELETE FROM limits_bucket WHERE arrival_at < clock_timestamp() - interval '1 day'")
