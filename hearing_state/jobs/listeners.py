"""Who listens to which event, and what is done by the clock. Knows nothing of Celery."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hearing_state.jobs.timetable import CatchUp, Daily, Interval, Slots, clock_time

TICK = "tick:"
"""Before the name of everything that the clock starts, as event and as listener."""


@dataclass(frozen=True)
class Told:
    """One event on its way to one listener."""

    id: int
    event: str
    about: str
    payload: Mapping[str, Any]
    at: datetime
    locale: str | None = None
    domain: str = "hearing-state.local"

    @property
    def message_id(self) -> str:
        """The same however often it is tried: lets the carrier and the reader notice a second copy."""
        return f"<outbox-{self.id}@{self.domain}>"


Run = Callable[[Any, Told], Awaitable[None]]
RunSlot = Callable[[Any, datetime], Awaitable[object]]


@dataclass(frozen=True)
class Listener:
    """What is done about an event. ``outward``: it speaks to the world and runs outside a transaction."""

    name: str
    event: str
    run: Run
    outward: bool = False

    async def __call__(self, context: Any, told: Told) -> None:
        await self.run(context, told)


@dataclass(frozen=True)
class Tick:
    """Something that the clock starts: at which moments, and what becomes of missed ones."""

    name: str
    slots: Slots
    run: RunSlot
    catch_up: CatchUp
    outward: bool = False

    @property
    def listener(self) -> Listener:
        """A slot is an event like any other: it lies in the outbox until it is done."""

        async def run(context: Any, told: Told) -> None:
            await self.run(context, datetime.fromisoformat(told.payload["slot"]))

        return Listener(f"{TICK}{self.name}", f"{TICK}{self.name}", run, self.outward)


def job(event: str, *, outward: bool = False, name: str | None = None) -> Callable[[Run], Listener]:
    """Make a coroutine ``(context, told)`` the listener of an event; its name is ``<package>.<function>``."""

    def made(run: Run) -> Listener:
        package = run.__module__.rpartition(".")[0].rpartition(".")[2]
        return Listener(name or f"{package}.{run.__qualname__}", event, run, outward)

    return made


def every(
    name: str,
    *,
    run: RunSlot,
    seconds: int = 0,
    minutes: int = 0,
    hours: int = 0,
    at: str = "",
    catch_up: CatchUp = "latest",
    outward: bool = False,
) -> Tick:
    """A timetable: every so often, or each day ``at="07:30"`` as clocks in Kazakhstan show it.

    ``run(context, slot)`` gets the moment that it was due. After a standstill ``latest`` does the last
    missed slot only, ``each`` does all of them in order.
    """
    length = seconds + 60 * minutes + 3600 * hours
    if bool(at) == bool(length):
        raise ValueError(f"{name}: say either how often, or at what time of day")
    slots: Slots = Daily(clock_time(at)) if at else Interval(length)
    return Tick(name, slots, run, catch_up, outward)


@dataclass
class Listeners:
    """All listeners, by name and by event."""

    _by_name: dict[str, Listener] = field(default_factory=dict)

    def add(self, listener: Listener) -> None:
        known = self._by_name.setdefault(listener.name, listener)
        if known is not listener and known.run is not listener.run:
            raise ValueError(f"two listeners are called {listener.name}")

    def named(self, name: str) -> Listener | None:
        return self._by_name.get(name)

    def to(self, event: str) -> Iterable[Listener]:
        return [each for each in self._by_name.values() if each.event == event]

    def clear(self) -> None:
        self._by_name.clear()


LISTENERS = Listeners()
"""The listeners of all packages, filled once by the composition root."""


def register(listener: Listener) -> None:
    LISTENERS.add(listener)
