"""A house with its lights on: settings, clock and an open database, for any process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from tortoise.context import TortoiseContext

from hearing_state.actions import Context
from hearing_state.clock import Clock, SystemClock
from hearing_state.db import Gathered, connected, database_config, using
from hearing_state.main import packages
from hearing_state.main.chrome import chrome_for
from hearing_state.permissions import SYSTEM, Actor
from hearing_state.settings import Settings
from hearing_state.web.edge import House


@dataclass(frozen=True)
class OpenHouse:
    settings: Settings
    clock: Clock
    database: TortoiseContext

    def context(self) -> Context:
        """The house itself as the actor, at this moment."""
        return Context(now=self.clock.now(), settings=self.settings, actor=SYSTEM)

    def for_the_edge(self) -> House:
        from hearing_state.people.queries import identify_all

        sessions: Gathered[str, Actor] = Gathered(lambda secrets: identify_all(secrets, self.clock.now()))
        return House(
            settings=self.settings,
            clock=self.clock,
            identify=sessions.get,
            chrome=chrome_for,
            enter=lambda: using(self.database),
        )


def config_for(
    settings: Settings, *, pool_max: int | None = None, name: str = "hearing-state"
) -> dict[str, object]:
    return database_config(
        settings.database_url, packages.models(), pool_max=pool_max or settings.pool_size, name=name
    )


@asynccontextmanager
async def open_house(
    settings: Settings,
    *,
    clock: Clock | None = None,
    name: str = "hearing-state",
    pool_max: int | None = None,
) -> AsyncIterator[OpenHouse]:
    """Connect to the database that the settings name; it must have been migrated."""
    packages.install()
    moved = timedelta(seconds=settings.clock_moved_by_seconds)
    async with connected(config_for(settings, pool_max=pool_max, name=name)) as database:
        yield OpenHouse(settings, clock or SystemClock(moved), database)
