"""Why this date: the events of a clock and the days of its reckoning, put so that a person can follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from hearing_state.deadlines.clock_view import ClockView
from hearing_state.deadlines.statutory_clock import (
    Counted,
    CountedDay,
    Event,
    Extended,
    HandedOver,
    Paused,
    Reckoning,
    Redirected,
)

_ALIKE: frozenset[str] = frozenset({Counted.EXTENDED, Counted.PAUSED})
_BEYOND = {Counted.EXTENDED, Counted.CARRIED}


@dataclass(frozen=True)
class Happening:
    """One event and the last day that it left behind; none: the clock stood still."""

    number: int
    event: Event
    due_on: date | None
    recorded_at: datetime


@dataclass(frozen=True)
class Span:
    """One line of the table: a day, or a run of days that say the same (of an extension, a pause, of months)."""

    days: Sequence[CountedDay]

    @property
    def first(self) -> CountedDay:
        return self.days[0]

    @property
    def last(self) -> CountedDay:
        return self.days[-1]


@dataclass(frozen=True)
class Month:
    """The days of the reckoning that lie in one month, for a readable table."""

    first: date
    spans: Sequence[Span]


@dataclass(frozen=True)
class Explanation:
    clock: ClockView
    reckoning: Reckoning
    happenings: Sequence[Happening]

    @cached_property
    def months(self) -> Sequence[Month]:
        return months(self.reckoning)

    @property
    def counted(self) -> int:
        return counted(self.reckoning.days)

    @property
    def skipped(self) -> Sequence[CountedDay]:
        """Days within the term that were not counted, its extension apart."""
        within = (day for day in self.reckoning.days if day.on > self.reckoning.registered_on)
        return [day for day in within if day.number is None and day.why not in _BEYOND]


def counted(days: Sequence[CountedDay]) -> int:
    return max((day.number or 0 for day in days), default=0)


def months(reckoning: Reckoning) -> Sequence[Month]:
    """The days month by month; runs that say the same on every line are one line."""
    alike = _ALIKE | {Counted.CALENDAR} if reckoning.rule.count == "months" else _ALIKE
    return tuple(
        Month(first, tuple(_spans(within, alike)))
        for first, within in groupby(reckoning.days, key=lambda each: each.on.replace(day=1))
    )


def _spans(days: Iterable[CountedDay], alike: frozenset[str]) -> Iterator[Span]:
    for why, run in groupby(days, key=lambda each: each.why):
        together = tuple(run)
        yield from (Span(together),) if why in alike else (Span((each,)) for each in together)


def told(event: Event, *, sees_reasons: bool) -> Event:
    """The event as it may be shown: reasons written about a private matter stay inside."""
    if not sees_reasons and isinstance(event, Extended | Paused | Redirected | HandedOver):
        return replace(event, reason="")
    return event
