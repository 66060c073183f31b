"""Takes rows from the outbox and tells the listeners.

A listener that works in the database runs in ONE transaction with the settling of its row: its effect
happens once, or not yet. One that speaks to the world runs outside: at least once, under a stable id.
"""

from __future__ import annotations

import asyncio
import random
import traceback
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

import structlog

from hearing_state.clock import Clock
from hearing_state.db import is_in_transaction, transaction
from hearing_state.errors import Problem
from hearing_state.jobs import outbox
from hearing_state.jobs.clockwork import tick
from hearing_state.jobs.listeners import Listener, Tick, Told
from hearing_state.jobs.outbox import Claim

log = structlog.get_logger("jobs")
ATTEMPTS = 16
"""Then it lies in the console: with pauses growing to an hour, after some five hours."""
CLAIMS = 200
"""Claims that were never answered, not even by an error, count too: a row that kills its process must end."""
LONGEST_PAUSE_SECONDS = 3600.0
ERROR_LENGTH = 500


class ContextFor(Protocol):
    """Makes the Context that a listener gets: the house itself as the actor, at this moment."""

    def __call__(self, told: Told) -> Any: ...


class LeaseLostError(Exception):
    """Somebody else took the row meanwhile: what we did is undone."""


class Relay:
    """Works the outbox off, a bounded number of rows at once."""

    def __init__(
        self,
        listeners: Iterable[Listener],
        ticks: Iterable[Tick],
        context_for: ContextFor,
        clock: Clock,
        *,
        parallel: int = 4,
        lease_seconds: float = 30.0,
        domain: str = "hearing-state.local",
    ) -> None:
        self.ticks = tuple(ticks)
        self._listeners = {each.name: each for each in (*listeners, *(tick.listener for tick in self.ticks))}
        self._context_for = context_for
        self._clock = clock
        self._parallel = parallel
        self._lease_seconds = lease_seconds
        self._domain = domain
        self._lanes = 0

    async def drain(self) -> int:
        """Tell until nothing is due. Several calls at once share the bounded number of lanes."""
        free = self._parallel - self._lanes
        if free <= 0:
            return 0
        if is_in_transaction() or free == 1:  # one connection carries one thing at a time
            return await self._lane()
        async with asyncio.TaskGroup() as group:
            lanes = [group.create_task(self._lane()) for _ in range(free)]
        return sum(lane.result() for lane in lanes)

    async def tick(self) -> int:
        """Put what the clock owes into the outbox, and work it off."""
        put = await tick(self.ticks, self._clock.now())
        await self.drain()
        return put

    async def _lane(self) -> int:
        self._lanes += 1
        done = 0
        try:
            while claims := await outbox.claim(1, self._clock.now(), self._lease_seconds, self._domain):
                for each in claims:
                    done += await self._deliver(each)
        finally:
            self._lanes -= 1
        return done

    async def _deliver(self, claim: Claim) -> bool:
        try:
            listener = self._listener_of(claim)
            async with asyncio.timeout(self._lease_seconds * 0.8):
                await (self._outside if listener.outward else self._inside)(listener, claim)
        except LeaseLostError:
            log.warning("lease_lost", listener=claim.listener, row=claim.told.id)
        except Exception as error:  # noqa: BLE001 - what a listener raises is its row's fate, not the relay's
            await self._failed(claim, error)
        else:
            return True
        return False

    def _listener_of(self, claim: Claim) -> Listener:
        try:
            return self._listeners[claim.listener]
        except KeyError:
            raise LookupError(f"nobody is called {claim.listener} any more") from None

    async def _inside(self, listener: Listener, claim: Claim) -> None:
        async with transaction():
            if not await outbox.hold(claim):
                raise LeaseLostError
            await listener.run(self._context_for(claim.told), claim.told)
            if not await outbox.settle(claim, self._clock.now()):
                raise LeaseLostError

    async def _outside(self, listener: Listener, claim: Claim) -> None:
        await listener.run(self._context_for(claim.told), claim.told)
        if not await outbox.settle(claim, self._clock.now()):
            raise LeaseLostError

    async def _failed(self, claim: Claim, error: Exception) -> None:
        told, now = describe(error), self._clock.now()
        attempt = claim.attempts + 1
        log.warning(
            "listener_failed", listener=claim.listener, row=claim.told.id, attempt=attempt, error=told
        )
        if attempt >= ATTEMPTS or claim.lease_number >= CLAIMS:
            await outbox.bury(claim, now, told)
        else:
            await outbox.put_off(claim, now + timedelta(seconds=pause(attempt)), told)


def pause(attempt: int, spread: Callable[[float, float], float] = random.uniform) -> float:
    """Seconds before the next try: doubling up to an hour, spread so that a crowd does not come back at once."""
    return min(LONGEST_PAUSE_SECONDS, float(2**attempt)) * spread(0.5, 1.0)


def describe(error: Exception) -> str:
    """What an administrator may read: the kind and the place. Messages of errors may hold what people wrote."""
    if isinstance(error, Problem):
        return f"{error.kind}: {error.reason}"[:ERROR_LENGTH]
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    said = f": {error}" if isinstance(error, OSError | LookupError) else ""
    return f"{type(error).__name__}{said}{place}"[:ERROR_LENGTH]
