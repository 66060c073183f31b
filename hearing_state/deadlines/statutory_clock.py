"""The statutory clock: a history of events, folded into the day by which the duty must be done.

The due day is never stored as a sum and never added to: every change folds the whole history anew. Day one
is the day after registration, or after arrival at the competent body (APPC 76(2)); a last day that does not
work moves on to the next that does (76(5)). Pure: ``today`` and the calendar are arguments.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from hearing_state.clock import day_of
from hearing_state.deadlines.working_calendar import ONE_DAY, Day, WorkingCalendar
from hearing_state.rulebook import Rule

WORKING_DAY_ENDS = time(18, 30)
"""Seen in eOtinish; the law gives no hour. The setting ``working_day_ends`` overrides it."""


class Outcome(StrEnum):
    """How a duty came to its end."""

    ANSWERED = "answered"
    NOTED = "noted"
    TERMINATED = "terminated"
    REFUSED = "refused"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    DONE = "done"  # duties that are not answers: a check, a notice, a posting


@dataclass(frozen=True)
class Received:
    """It came in; registration follows from the hour (APPC 64(3)). The hour in force then stays with the
    case.
    """

    at: datetime
    day_ends: time = WORKING_DAY_ENDS
    is_event: bool = False
    """The law counts from an event (a meeting was held), not from the registration of a paper: its own day is day zero."""


@dataclass(frozen=True)
class Redirected:
    """It arrived at the competent body: the whole term begins anew there (APPC 65, 76(2))."""

    at: datetime
    to_agency: str = ""
    reason: str = ""
    day_ends: time = WORKING_DAY_ENDS


@dataclass(frozen=True)
class Extended:
    """The head prolonged the term, to a day (APPC 76(3)) or by days (law on information 11(10))."""

    decided_on: date
    until_on: date | None = None
    days: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Paused:
    """Returned for defects with a term to cure them: the clock stands. That day still counts."""

    on: date
    cure_until_on: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Resumed:
    """The defects are cured: the rest of the term runs from the next day."""

    on: date


@dataclass(frozen=True)
class Settled:
    """The duty is done, or fell away."""

    on: date
    outcome: Outcome


@dataclass(frozen=True)
class Split:
    """A part went to another body, with a clock of its own. This one runs on."""

    on: date
    into: str
    to_agency: str = ""


@dataclass(frozen=True)
class HandedOver:
    """Another body took over by succession. No day changes."""

    on: date
    to_agency: str
    reason: str = ""


@dataclass(frozen=True)
class Recounted:
    """The calendar changed by decree, and the history was folded anew."""

    on: date
    calendar_version: str
    before_on: date | None = None
    after_on: date | None = None


Event = Received | Redirected | Extended | Paused | Resumed | Settled | Split | HandedOver | Recounted


class Counted(StrEnum):
    """Why a day is counted or skipped, where it is not the calendar's own reason."""

    AFTER_HOURS = "after_hours"  # came in too late to be registered that day
    REGISTERED = "registered"  # the day of registration or arrival is not counted
    CALENDAR = "calendar"  # a calendar day of a term in calendar days or months
    PAUSED = "paused"
    EXTENDED = "extended"  # a day of the extension
    CARRIED = "carried"  # the last day did not work; the term ends here


@dataclass(frozen=True)
class CountedDay:
    """A day of the reckoning: its number, or none if it was skipped, and why. ``day.why`` is the calendar's
    reason.
    """

    on: date
    number: int | None
    why: str
    day: Day


@dataclass(frozen=True)
class Term:
    """What the events come to: the facts that the days are counted from."""

    received_at: datetime
    registered_on: date
    redirected: bool = False
    pauses: tuple[tuple[date, date | None], ...] = ()
    extended_until_on: date | None = None
    extended_decided_on: date | None = None
    extra_days: int = 0
    extensions: int = 0
    settled_on: date | None = None
    outcome: Outcome | None = None

    @property
    def paused_on(self) -> date | None:
        return self.pauses[-1][0] if self.pauses and self.pauses[-1][1] is None else None

    def stands_still(self, on: date) -> bool:
        return any(start < on and (end is None or on <= end) for start, end in self.pauses)

    def days_paused(self, after: date) -> timedelta:
        """Calendar days that the clock stood after that day."""
        stood = ((end - max(start, after)).days for start, end in self.pauses if end is not None)
        return timedelta(days=sum(days for days in stood if days > 0))


@dataclass(frozen=True)
class Reckoning:
    """When the duty is due, and every day that led there. ``due_on`` is None while the clock stands."""

    rule: Rule
    term: Term
    due_on: date | None
    days: tuple[CountedDay, ...] = field(repr=False)
    calendar_version: str = ""

    @property
    def registered_on(self) -> date:
        return self.term.registered_on


def fold(rule: Rule, history: Iterable[Event], calendar: WorkingCalendar) -> Reckoning:
    """Fold a history. Raises CalendarEnds where the days would leave the calendar."""
    term = term_of(history, calendar)
    days = tuple(_days(rule, term, calendar))
    still = term.paused_on is not None
    return Reckoning(rule, term, None if still else days[-1].on, days, calendar.version)


def term_of(history: Iterable[Event], calendar: WorkingCalendar) -> Term:
    events = iter(history)
    first = next(events)
    if not isinstance(first, Received):
        raise TypeError("a history begins with Received")
    term = Term(
        first.at, day_of(first.at) if first.is_event else calendar.registration_day(first.at, first.day_ends)
    )
    for event in events:
        term = _after(term, event, calendar)
    return term


def _after(term: Term, event: Event, calendar: WorkingCalendar) -> Term:
    match event:
        case Redirected(at=at, day_ends=day_ends):
            return Term(at, calendar.registration_day(at, day_ends), redirected=True)
        case Extended(decided_on=decided_on, until_on=until_on, days=days):
            return replace(
                term,
                extended_until_on=until_on or term.extended_until_on,
                extended_decided_on=decided_on,
                extra_days=term.extra_days + (days or 0),
                extensions=term.extensions + 1,
            )
        case Paused(on=on):
            return replace(term, pauses=(*term.pauses, (on, None)))
        case Resumed(on=on):
            return replace(term, pauses=(*term.pauses[:-1], (term.pauses[-1][0], on)))
        case Settled(on=on, outcome=outcome):
            return replace(term, settled_on=on, outcome=outcome)
        case _:
            return term


def _days(rule: Rule, term: Term, calendar: WorkingCalendar) -> Iterator[CountedDay]:
    yield from _until_registration(term, calendar)
    last = term.registered_on
    for counted in _run(rule, term, calendar):
        last = counted.on
        yield counted
    if term.paused_on is None:
        yield from _carried(last, calendar)


def _until_registration(term: Term, calendar: WorkingCalendar) -> Iterator[CountedDay]:
    on = day_of(term.received_at)
    while on < term.registered_on:
        day = calendar.day(on)
        yield CountedDay(on, None, Counted.AFTER_HOURS if day.works else day.why, day)
        on += ONE_DAY
    yield CountedDay(on, None, Counted.REGISTERED, calendar.day(on))


def _run(rule: Rule, term: Term, calendar: WorkingCalendar) -> Iterator[CountedDay]:
    """The days of the term and of its extension, without the carrying over of the last one."""
    on, number = term.registered_on, 0
    amount = 0 if rule.count == "months" else rule.amount + term.extra_days
    last = _not_before(rule, term)
    while number < amount or on < last:
        on += ONE_DAY
        if term.paused_on is not None and on > term.paused_on:
            return
        day = calendar.day(on)
        if term.stands_still(on):
            yield CountedDay(on, None, Counted.PAUSED, day)
        elif rule.count != "months" and number >= amount:
            yield CountedDay(on, None, Counted.EXTENDED if term.extended_until_on else day.why, day)
        elif rule.count != "working" or day.works:
            number += 1
            yield CountedDay(on, number, day.why if rule.count == "working" else Counted.CALENDAR, day)
        else:
            yield CountedDay(on, None, day.why, day)


def _not_before(rule: Rule, term: Term) -> date:
    """The run does not end before this day: the end of a term in months, of an extension to a day, of a
    pause.
    """
    if term.paused_on is not None:
        return date.max
    ends = [end for _start, end in term.pauses if end is not None] or [term.registered_on]
    if rule.count == "months":
        whole = add_months(term.registered_on, rule.amount) + timedelta(days=term.extra_days)
        ends.append(whole + term.days_paused(after=term.registered_on))
    if term.extended_until_on is not None and term.extended_decided_on is not None:
        ends.append(term.extended_until_on + term.days_paused(after=term.extended_decided_on))
    return max(ends)


def _carried(last: date, calendar: WorkingCalendar) -> Iterator[CountedDay]:
    on = last
    while not calendar.ends_term(on):
        on += ONE_DAY
        day = calendar.day(on)
        yield CountedDay(on, None, Counted.CARRIED if calendar.ends_term(on) else day.why, day)


def add_months(on: date, months: int) -> date:
    """The same day so many calendar months later; the last of the month where there is no such day."""
    month = on.month - 1 + months
    year, month = on.year + month // 12, month % 12 + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))
