"""A reckoning for anybody who asks: a rule and a moment of receipt, without a clock in the database."""

from __future__ import annotations

from datetime import date, datetime, time

from hearing_state.clock import ALMATY, YEARS
from hearing_state.deadlines.law import RULES
from hearing_state.deadlines.statutory_clock import WORKING_DAY_ENDS, Received, Reckoning, fold, term_of
from hearing_state.deadlines.working_calendar import WorkingCalendar
from hearing_state.rulebook import Rulebook

NOON = time(12)


def moment_of_receipt(text: str) -> datetime:
    """``2026-10-08``, ``2026-10-08T19:05`` or with an offset. A day means within working hours; without an
    offset it is the time in Kazakhstan. Raises ValueError.
    """
    try:
        moment = datetime.combine(date.fromisoformat(text), NOON)
    except ValueError:
        moment = datetime.fromisoformat(text)
    if moment.year not in YEARS:
        raise ValueError(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=ALMATY)


def reckon(
    rule_id: str,
    received_at: datetime,
    calendar: WorkingCalendar,
    day_ends: time = WORKING_DAY_ENDS,
    rules: Rulebook = RULES,
    *,
    is_event: bool = False,
) -> Reckoning:
    """The term in force on the day of registration, or of the event. Raises NoSuchRule, CalendarEnds."""
    received = Received(received_at, day_ends, is_event)
    registered_on = term_of([received], calendar).registered_on
    return fold(rules.rule_on(rule_id, registered_on), [received], calendar)
