"""What stands against a meeting of a plan, and against the plan as a whole. Pure: the same for a page, a form and a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from hearing_state.clock import day_of
from hearing_state.deadlines.working_calendar import Day, WorkingCalendar
from meetings.duties.duty import Duty
from meetings.planning.plan import Absence, Entry, Fulfilment, Wanted, online_percent
from meetings.schedule.meeting import Meeting


class Kind(StrEnum):
    """The gravest first."""

    TWO_PLACES = "two_places"
    ABSENT = "absent"
    PAST = "past"
    DAY_OFF = "day_off"
    BEYOND_CALENDAR = "beyond_calendar"
    TOO_LATE = "too_late"
    NO_DEPUTY = "no_deputy"
    JOURNEY = "journey"
    CROWDED = "crowded"
    MISSING = "missing"
    ONLINE_SHARE = "online_share"


IMPOSSIBLE = frozenset({Kind.TWO_PLACES, Kind.ABSENT, Kind.PAST})
"""With such a meeting a plan is not submitted. The others are told, and a person decides."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One conflict with what its sentence says: the other meeting, the holiday, the absence."""

    kind: Kind
    other: Entry | None = None
    meeting: Meeting | None = None
    day: Day | None = None
    absence: Absence | None = None
    fulfilment: Fulfilment | None = None
    number: int = 0
    limit: int = 0

    @property
    def is_impossible(self) -> bool:
        return self.kind in IMPOSSIBLE


@dataclass(frozen=True, slots=True)
class Around:
    """What an office's plan has to respect. ``busy``: meetings of its head outside the plan; ``crowd``: by entry, how many
    live meetings of the country run at its hour, itself counted.
    """

    now: datetime
    calendar: WorkingCalendar
    duties: Sequence[Duty]
    absences: Sequence[Absence] = ()
    busy: Sequence[Meeting] = ()
    crowd: Mapping[UUID, int] = field(default_factory=dict)
    wanted: Wanted = field(default_factory=Wanted)

    def duty_at(self, place_code: str | None) -> Duty | None:
        return next((each for each in self.duties if each.place_code == place_code), None)


def troubles_of(entry: Entry, entries: Iterable[Entry], around: Around) -> list[Trouble]:
    """Everything that stands against one entry among the others, the gravest first."""
    others = [each for each in entries if each.id != entry.id]
    found = [*_hours(entry, others, around), *_day(entry, around), *_rules(entry, others, around)]
    order = list(Kind)
    return sorted(found, key=lambda each: order.index(each.kind))


def troubles_of_whole(
    entries: Sequence[Entry], fulfilments: Iterable[Fulfilment], wanted: Wanted
) -> list[Trouble]:
    """What the plan as a whole does not reach: places that are not met often enough, the share online."""
    found = [
        Trouble(Kind.MISSING, fulfilment=each, number=each.missing) for each in fulfilments if each.missing
    ]
    share = online_percent(entries)
    if share is not None and share < wanted.online_percent:
        found.append(Trouble(Kind.ONLINE_SHARE, number=share, limit=wanted.online_percent))
    return found


def _hours(entry: Entry, others: Sequence[Entry], around: Around) -> Iterator[Trouble]:
    for each in others:
        if each.is_deputy == entry.is_deputy and _overlap(entry, each):
            yield Trouble(Kind.TWO_PLACES, other=each)
    for meeting in around.busy:
        if meeting.host_is_deputy == entry.is_deputy and (
            meeting.starts_at < entry.ends_at and entry.starts_at < meeting.ends_at
        ):
            yield Trouble(Kind.TWO_PLACES, meeting=meeting)


def _overlap(one: Entry, other: Entry) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _day(entry: Entry, around: Around) -> Iterator[Trouble]:
    if entry.starts_at <= around.now:
        yield Trouble(Kind.PAST)
    if entry.on > around.calendar.until_on:
        yield Trouble(Kind.BEYOND_CALENDAR)
    elif not around.calendar.works(entry.on):
        yield Trouble(Kind.DAY_OFF, day=around.calendar.day(entry.on))
    if not entry.is_deputy:
        yield from (Trouble(Kind.ABSENT, absence=each) for each in around.absences if entry.on in each)


def _rules(entry: Entry, others: Sequence[Entry], around: Around) -> Iterator[Trouble]:
    duty = around.duty_at(entry.place_code)
    left = (entry.on - day_of(around.now)).days
    if duty and entry.starts_at > around.now and left < duty.announce_days:
        yield Trouble(Kind.TOO_LATE, number=max(0, left), limit=duty.announce_days)
    if duty and entry.is_deputy and not duty.may_deputise:
        yield Trouble(Kind.NO_DEPUTY)
    if entry.mode.has_hall:
        gap = timedelta(minutes=around.wanted.travel_minutes)
        for each in others:
            if _is_hurried(entry, each, gap):
                yield Trouble(Kind.JOURNEY, other=each, limit=around.wanted.travel_minutes)
    crowd = around.crowd.get(entry.id, 0)
    if entry.mode.is_online and crowd > around.wanted.at_once:
        yield Trouble(Kind.CROWDED, number=crowd, limit=around.wanted.at_once)


def _is_hurried(entry: Entry, other: Entry, gap: timedelta) -> bool:
    """Two halls in two places, and too little time from one to the other."""
    if not other.mode.has_hall or other.place_code == entry.place_code or other.is_deputy != entry.is_deputy:
        return False
    between = max(entry.starts_at - other.ends_at, other.starts_at - entry.ends_at)
    return timedelta() <= between < gap
