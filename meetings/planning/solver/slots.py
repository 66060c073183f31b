"""The days on which a meeting may be held and why there may be none; who is taken when; how full the media nodes are. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from hearing_state.clock import ALMATY, local
from hearing_state.deadlines.working_calendar import Why, WorkingCalendar
from meetings.planning.solver.grouping import Item
from meetings.planning.solver.problem import Office, Options, UnmetReason

ONE_DAY = timedelta(days=1)
Numbers = NDArray[np.int64]
"""Positions of days in ``Days.working``, or amounts by such positions."""
Flags = NDArray[np.bool_]
NONE: Numbers = np.empty(0, dtype=np.int64)
CROWDED = 0.8
"""Beyond this share of what the nodes hold an hour is taken only where no other is free."""


class Days:
    """The working days of the plan, known once for all offices; a day is its position among them."""

    def __init__(self, calendar: WorkingCalendar, options: Options) -> None:
        self.options, self.calendar_ends_on = options, calendar.until_on
        first, last = max(options.from_on, calendar.from_on), min(options.until_on, calendar.until_on)
        found = [day for day in calendar.days(first - ONE_DAY, last) if day.works]
        self.working: Sequence[date] = [day.on for day in found]
        self.position: Mapping[date, int] = {day.on: at for at, day in enumerate(found)}
        self.ordinal: Numbers = np.array([day.on.toordinal() for day in found], dtype=np.int64)
        self.weekday: Numbers = np.array([day.on.weekday() for day in found], dtype=np.int64)
        self.is_worked_weekend: Flags = np.array([day.why is Why.WORKED for day in found], dtype=np.bool_)

    def between(self, first: date, last: date) -> range:
        return range(bisect_left(self.working, first), bisect_right(self.working, last))

    def absent(self, office: Office) -> Flags:
        """On which days the head is away."""
        found = np.zeros(len(self.working), dtype=np.bool_)
        for first, last in office.absences:
            days = self.between(first, last)
            found[days.start : days.stop] = True
        return found

    def open_to(self, item: Item, office: Office, absent: Flags) -> tuple[Numbers, UnmetReason | None]:
        """Days on which the item may be held, or the reason why there is none."""
        first, last = item.span
        days = self.between(first, last)
        if not days:
            is_beyond = last > self.calendar_ends_on
            return NONE, UnmetReason.BEYOND_CALENDAR if is_beyond else UnmetReason.NO_WORKING_DAY
        earliest = self.options.today + timedelta(days=item.announce_days)
        days = range(max(days.start, bisect_left(self.working, earliest)), days.stop)
        if not days:
            return NONE, UnmetReason.TOO_LATE_TO_ANNOUNCE
        found: Numbers = np.arange(days.start, days.stop, dtype=np.int64)
        if not (item.may_deputise and office.has_deputy):
            found = found[~absent[found]]
        return found, None if len(found) else UnmetReason.HEAD_ABSENT


def at(on: date, hour: time) -> datetime:
    """An hour as clocks in Kazakhstan show it."""
    return datetime.combine(on, hour, ALMATY)


@dataclass
class Diary:
    """When one person is taken. Meetings keep a buffer between them."""

    options: Options
    taken: dict[date, list[tuple[datetime, datetime]]] = field(default_factory=lambda: defaultdict(list))
    halls: Counter[date] = field(default_factory=Counter)

    def add(self, starts_at: datetime, ends_at: datetime, *, has_hall: bool = False) -> None:
        first, last = local(starts_at).date(), local(ends_at).date()
        for day in range((last - first).days + 1):
            self.taken[first + timedelta(days=day)].append((starts_at, ends_at))
        self.halls[first] += has_hall

    def remove(self, starts_at: datetime, ends_at: datetime, *, has_hall: bool = False) -> None:
        on = local(starts_at).date()
        self.taken[on].remove((starts_at, ends_at))
        self.halls[on] -= has_hall

    def is_free(self, starts_at: datetime, ends_at: datetime) -> bool:
        buffer = self.options.buffer
        held = self.taken.get(local(starts_at).date(), ())
        return all(starts_at >= end + buffer or ends_at + buffer <= start for start, end in held)

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        held = self.taken.get(local(starts_at).date(), ())
        return any(starts_at < end and start < ends_at for start, end in held)

    def meetings_on(self, on: date) -> int:
        return len(self.taken.get(on, ()))

    def has_room(self, on: date, item: Item) -> bool:
        number = len(item.demands)
        if item.is_visit and self.halls[on] + number > self.options.visits_a_day_max:
            return False
        return self.meetings_on(on) + number <= self.options.meetings_a_day_max


@dataclass
class Airwaves:
    """How many online meetings run at once in the country, in steps of five minutes; never more than the nodes can hold."""

    limit: int
    running: Counter[int] = field(default_factory=Counter)
    most: int = 0

    STEP_SECONDS = 300

    def has_room(self, starts_at: datetime, ends_at: datetime) -> bool:
        return all(self.running[moment] < self.limit for moment in self._moments(starts_at, ends_at))

    @property
    def is_crowded(self) -> bool:
        """Whether it is at any hour; before that nobody need look."""
        return self.most > CROWDED * self.limit

    def load(self, starts_at: datetime) -> float:
        """1 where not one more can begin."""
        return self.running[int(starts_at.timestamp()) // self.STEP_SECONDS] / max(1, self.limit)

    def add(self, starts_at: datetime, ends_at: datetime) -> None:
        moments = self._moments(starts_at, ends_at)
        for moment in moments:
            self.running[moment] += 1
        self.most = max(self.most, *(self.running[moment] for moment in moments))

    def remove(self, starts_at: datetime, ends_at: datetime) -> None:
        for moment in self._moments(starts_at, ends_at):
            self.running[moment] -= 1

    def _moments(self, starts_at: datetime, ends_at: datetime) -> range:
        first, last = int(starts_at.timestamp()), int(ends_at.timestamp())
        return range(first // self.STEP_SECONDS, -(-last // self.STEP_SECONDS))
