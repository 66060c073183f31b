"""Which moments of a timetable lie between two instants. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Literal, Protocol

from hearing_state.clock import ALMATY, local

CatchUp = Literal["latest", "each"]


class Slots(Protocol):
    """A row of moments without beginning or end, aware and in UTC."""

    def last_until(self, moment: datetime) -> datetime:
        """The latest slot that is not after the moment."""

    def after(self, slot: datetime) -> datetime:
        """The next slot."""


@dataclass(frozen=True)
class Interval:
    """Every so many seconds, counted from 1970: all processes agree on the slots."""

    seconds: int

    def last_until(self, moment: datetime) -> datetime:
        return datetime.fromtimestamp(moment.timestamp() // self.seconds * self.seconds, UTC)

    def after(self, slot: datetime) -> datetime:
        return slot + timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Daily:
    """Once a day, at a time as clocks in Kazakhstan show it."""

    at: time

    def last_until(self, moment: datetime) -> datetime:
        day = local(moment).date()
        today = self._on(day)
        return today if today <= moment else self._on(day - timedelta(days=1))

    def after(self, slot: datetime) -> datetime:
        return self._on(local(slot).date() + timedelta(days=1))

    def _on(self, day: date) -> datetime:
        return datetime.combine(day, self.at, ALMATY).astimezone(UTC)


def due(slots: Slots, last: datetime, now: datetime, catch_up: CatchUp, limit: int) -> list[datetime]:
    """The slots after the last one that was taken, up to now: all in order, or only the latest."""
    if catch_up == "latest":
        latest = slots.last_until(now)
        return [latest] if latest > last else []
    return list(islice(_between(slots, last, now), limit))


def clock_time(text: str) -> time:
    """``07:30`` as a time of day."""
    return time.fromisoformat(text)


def _between(slots: Slots, last: datetime, now: datetime) -> Iterator[datetime]:
    slot = slots.after(slots.last_until(last))
    while slot <= now:
        yield slot
        slot = slots.after(slot)
