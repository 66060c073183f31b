"""The bounds between which meetings are counted on a day, one for each kind of period. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from hearing_state.clock import ALMATY
from meetings.duties.duty import ONE_DAY, SOON_DAYS, Period, PeriodKind, period_of

KINDS: Sequence[PeriodKind] = tuple(PeriodKind)
"""The longest first: of two intervals the one that stands earlier is the longer."""
QUARTERS_SHOWN = 4


def midnight(day: date) -> datetime:
    """The instant at which a day begins in Kazakhstan."""
    return datetime.combine(day, time.min, ALMATY)


def bounds(now: datetime, today: date) -> list[object]:
    """What the statements of ``standing.py`` take as $1 to $8, in their order."""
    present = [period_of(today, kind) for kind in KINDS]
    return [
        today,
        now,
        midnight(today + ONE_DAY),
        [midnight(each.before.from_on) for each in present],
        [midnight(each.from_on) for each in present],
        [midnight(each.until_on + ONE_DAY) for each in present],
        [each.before.from_on for each in present],
        [(each.until_on - today).days < SOON_DAYS for each in present],
    ]


def quarters_before(today: date) -> list[Period]:
    """The last whole quarters, the oldest first."""
    found = [period_of(today, PeriodKind.QUARTER).before]
    while len(found) < QUARTERS_SHOWN:
        found.append(found[-1].before)
    return found[::-1]


def first_missed(kind: PeriodKind, counted_from: date, last_on: date | None, today: date) -> date:
    """Since which day a place waits: the day after the first whole period since the last meeting that brought none.

    Called for what is overdue today, so that such a period has ended.
    """
    first = period_of(counted_from, kind)
    if first.from_on < counted_from:
        first = first.after
    if last_on is not None:
        first = max(first, period_of(last_on, kind).after)
    return min(first.after.from_on, period_of(today, kind).from_on)
