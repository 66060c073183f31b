"""The quarterly report of an office: figures, shares worked out from them, the day by which it is due. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any

from meetings.duties.duty import Period, PeriodKind, period_of

QUARTERS = (1, 2, 3, 4)
YEAR_MIN, YEAR_MAX = 2022, 2100


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one office in one quarter, as they stood on the day of counting. Formulas: wording.FORMULAS."""

    meetings_planned: int = 0
    meetings_held: int = 0
    meetings_cancelled: int = 0
    meetings_online: int = 0
    attendance: int = 0
    results_in_time: int = 0
    results_late: int = 0
    results_open: int = 0
    questions_raised: int = 0
    answered_on_the_spot: int = 0
    taken_away: int = 0
    not_reached: int = 0
    taken_away_resolved: int = 0
    taken_away_overdue: int = 0
    issues_listed: int = 0
    issues_for_funding: int = 0
    commitments_made: int = 0
    commitments_kept: int = 0
    commitments_late: int = 0
    commitments_broken: int = 0
    commitments_open: int = 0
    commitments_overdue: int = 0
    report_seconds: int = 0
    measured_seconds: int = 0

    @property
    def online_share(self) -> float | None:
        return _percent(self.meetings_online, self.meetings_held)

    @property
    def report_share(self) -> float | None:
        return _percent(self.report_seconds, self.measured_seconds)

    @property
    def answered_share(self) -> float | None:
        return _percent(self.answered_on_the_spot, self.answered_on_the_spot + self.taken_away)

    def as_facts(self) -> dict[str, int]:
        return asdict(self)


ROWS = (
    *("meetings_planned", "meetings_held", "meetings_cancelled", "meetings_online", "online_share", "attendance"),
    *("results_in_time", "results_late", "results_open"),
    *("questions_raised", "answered_on_the_spot", "answered_share", "taken_away", "taken_away_resolved"),
    *("taken_away_overdue", "not_reached", "issues_listed", "issues_for_funding"),
    *("commitments_made", "commitments_kept", "commitments_late", "commitments_broken", "commitments_open"),
    "commitments_overdue",
    "report_share",
)  # fmt: skip
"""The lines of the report, in its order."""
PERCENT = frozenset({"online_share", "answered_share", "report_share"})


def figures_from(facts: Mapping[str, Any]) -> Figures:
    """What ``as_facts`` kept; a figure that an older report did not have is 0."""
    known = {each.name for each in fields(Figures)}
    return Figures(**{name: int(number) for name, number in facts.items() if name in known})


def lines(figures: Figures) -> Iterator[tuple[str, float | None]]:
    """(row, its number), None where there is nothing to divide by."""
    for name in ROWS:
        yield name, getattr(figures, name)


def quarter(year: int, number: int) -> Period:
    """The quarter of a year.

    >>> quarter(2026, 4).until_on
    datetime.date(2026, 12, 31)
    """
    return period_of(date(year, 3 * number - 2, 1), PeriodKind.QUARTER)


def due_on(period: Period, day_of_month: int) -> date:
    """That day of the month after the quarter.

    >>> due_on(quarter(2026, 4), 25)
    datetime.date(2027, 1, 25)
    """
    first = period.until_on + timedelta(days=1)
    return first.replace(day=day_of_month)


def _percent(part: int, whole: int) -> float | None:
    return round(part * 100 / whole, 1) if whole else None
