"""How an office stands towards the legal days of its year's calendar. Computed when somebody looks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hearing_state.clock import day_of
from hearing_state.deadlines.standing import Standing, standing_of
from hearing_state.deadlines.working_calendar import WorkingCalendar
from meetings.planning.plan import Dispatch, Plan, Recipient, State

ONE_DAY = timedelta(days=1)
ONE_MONTH = 100
"""A day of the year is written as month and day: 115 is 15 January."""


class Duty(StrEnum):
    """What the decree wants of a year's calendar, in the order of its days."""

    APPROVED = "calendar_approved_by"
    GOVERNMENT = "calendar_to_government_by"
    ADMINISTRATION = "calendar_to_administration_by"


RECIPIENTS = {Duty.GOVERNMENT: Recipient.GOVERNMENT, Duty.ADMINISTRATION: Recipient.ADMINISTRATION}


@dataclass(frozen=True, slots=True)
class LegalDay:
    """One legal day of a year's calendar, and how it stands."""

    duty: Duty
    due_on: date
    standing: Standing


def day_in(year: int, value: int) -> date:
    """A month and day written as one number, in a year.

    >>> day_in(2027, 115).isoformat()
    '2027-01-15'
    """
    return date(year, value // ONE_MONTH, value % ONE_MONTH)


def approved_on(plans: Iterable[Plan], year: int, known_from: date | None) -> date | None:
    """The day since which approved plans cover the whole year, or all of it that the house knows; None as long as they do not."""
    wanted = max(date(year, 1, 1), known_from or date.min)
    day = None
    for each in sorted((p for p in plans if p.state is State.APPROVED), key=lambda p: p.from_on):
        if each.approved_at is None or each.from_on > wanted:
            continue
        if each.until_on >= wanted:
            day = max(day or date.min, day_of(each.approved_at))
            wanted = each.until_on + ONE_DAY
    return day if wanted > date(year, 12, 31) else None


def legal_days(
    norms: Mapping[str, int],
    year: int,
    settled: Mapping[Duty, date | None],
    today: date,
    calendar: WorkingCalendar,
) -> list[LegalDay]:
    """The decree's days for one year, each with its standing today."""
    made = []
    for duty in Duty:
        due_on = day_in(year, norms[duty])
        made.append(LegalDay(duty, due_on, standing_of(due_on, settled.get(duty), None, today, calendar)))
    return made


def settled_on(approved: date | None, sent: Mapping[Recipient, Dispatch]) -> dict[Duty, date | None]:
    """When each of them was done. The first wants approval; the maslikhat's notice goes with it."""
    return {
        Duty.APPROVED: approved,
        **{duty: sent[to].sent_on if to in sent else None for duty, to in RECIPIENTS.items()},
    }


NEXT_YEAR_FROM = 11
"""From this month on the next year's plan waits as well."""


def years_at_hand(today: date) -> list[int]:
    """The present year, and the next one from November on."""
    return [today.year, today.year + 1] if today.month >= NEXT_YEAR_FROM else [today.year]
