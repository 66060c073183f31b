"""At which hours the places of one day are visited, so that there is time to travel between them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise

from meetings.planning.solver.problem import Options

LATEST_END = time(21)
"""Nobody is kept in a village hall longer than until then."""
_SOME_DAY = date(2027, 1, 5)
_HALF_HOUR = timedelta(minutes=30)


def places_a_day(options: Options) -> int:
    """How many places one day's journey holds."""
    most = max(1, min(options.visits_a_day_max, options.meetings_a_day_max))
    return next((size for size in range(most, 1, -1) if trip_hours(options, size)), 1)


@lru_cache(maxsize=1000)
def trip_hours(options: Options, size: int) -> tuple[time, ...] | None:
    """The beginnings of one day's visits, or None where the day is too short for so many."""
    if size <= len(options.visit_hours) and len(options.visit_hours[size - 1]) == size > 1:
        offered = options.visit_hours[size - 1]
        if has_gaps(offered, options):
            return offered
    first = min((hours[0] for hours in options.visit_hours if hours), default=time(10))
    reckoned = [datetime.combine(_SOME_DAY, first)]
    while len(reckoned) < size:
        reckoned.append(_up_to_half_hour(reckoned[-1] + options.length + options.buffer))
    ends_at = reckoned[-1] + options.length
    return tuple(each.time() for each in reckoned) if ends_at <= _latest() else None


def has_gaps(hours: Sequence[time], options: Options) -> bool:
    """Whether each begins only when one has arrived from the one before."""
    moments = [datetime.combine(_SOME_DAY, each) for each in hours]
    step = options.length + options.buffer
    return all(after - before >= step for before, after in pairwise(moments))


def _latest() -> datetime:
    return datetime.combine(_SOME_DAY, LATEST_END)


def _up_to_half_hour(moment: datetime) -> datetime:
    over = timedelta(minutes=moment.minute % 30, seconds=moment.second)
    return moment - over + _HALF_HOUR if over else moment
