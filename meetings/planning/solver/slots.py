"""The days and hours on which an item may be put, and why there may be none. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from hearing_state.clock import ALMATY, day_of
from hearing_state.deadlines.working_calendar import Why, WorkingCalendar
from meetings.planning.solver.grouping import Item
from meetings.planning.solver.problem import Demand, Office, Options, UnmetReason

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkDay:
    """A day that works. ``is_weekend``: by decree, the last choice."""

    on: date
    is_weekend: bool


@dataclass
class Days:
    """The working days of the plan, known once for all offices."""

    calendar: WorkingCalendar
    options: Options
    working: Sequence[WorkDay] = field(init=False)

    def __post_init__(self) -> None:
        last = min(self.options.until_on, self.calendar.until_on)
        first = max(self.options.from_on, self.calendar.from_on)
        self.working = [
            WorkDay(day.on, day.why is Why.WORKED)
            for day in self.calendar.days(first - ONE_DAY, last)
            if day.works
        ]

    def candidates(self, item: Item, office: Office) -> tuple[list[WorkDay], UnmetReason | None]:
        """Days on which the item may be held, or the reason why there is none."""
        first, last = item.span
        open_days = [each for each in self.working if first <= each.on <= last]
        if not open_days:
            is_beyond = last > self.calendar.until_on
            return [], UnmetReason.BEYOND_CALENDAR if is_beyond else UnmetReason.NO_WORKING_DAY
        earliest = self.options.today + timedelta(days=item.announce_days)
        in_time = [each for each in open_days if each.on >= earliest]
        if not in_time:
            return [], UnmetReason.TOO_LATE_TO_ANNOUNCE
        if item.may_deputise and office.has_deputy:
            return in_time, None
        present = [each for each in in_time if not office.is_absent(each.on)]
        return present, None if present else UnmetReason.HEAD_ABSENT


def at(on: date, hour: time) -> datetime:
    """An hour as clocks in Kazakhstan show it."""
    return datetime.combine(on, hour, ALMATY)


@dataclass
class Diary:
    """When one person is taken. Meetings keep a buffer between them."""

    options: Options
    taken: list[tuple[datetime, datetime]] = field(default_factory=list)
    by_day: Counter[date] = field(default_factory=Counter)

    def add(self, starts_at: datetime, ends_at: datetime) -> None:
        self.taken.append((starts_at, ends_at))
        self.by_day[day_of(starts_at)] += 1

    def is_free(self, starts_at: datetime, ends_at: datetime) -> bool:
        buffer = self.options.buffer
        return all(starts_at >= end + buffer or ends_at + buffer <= start for start, end in self.taken)

    def has_room(self, on: date, meetings: int) -> bool:
        return self.by_day[on] + meetings <= self.options.meetings_a_day_max


@dataclass
class Airwaves:
    """How many online meetings run at once in the country, in steps of five minutes; never more than the nodes can hold."""

    limit: int
    running: Counter[datetime] = field(default_factory=Counter)

    STEP = timedelta(minutes=5)

    def has_room(self, starts_at: datetime, ends_at: datetime) -> bool:
        return all(self.running[moment] < self.limit for moment in self._moments(starts_at, ends_at))

    def load(self, starts_at: datetime) -> float:
        return self.running[starts_at] / max(1, self.limit)

    def add(self, starts_at: datetime, ends_at: datetime) -> None:
        for moment in self._moments(starts_at, ends_at):
            self.running[moment] += 1

    def _moments(self, starts_at: datetime, ends_at: datetime) -> Iterable[datetime]:
        moment = starts_at - timedelta(minutes=starts_at.minute % 5, seconds=starts_at.second)
        while moment < ends_at:
            yield moment
            moment += self.STEP


def previous_day(demand: Demand) -> date | None:
    return day_of(demand.previous_at) if demand.previous_at else None
