"""Facts of a body in a month, and the figures made of them: whoever has the facts can make the figures again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from hearing_state.deadlines.standing import on_time_share


class What(StrEnum):
    DUTY = "duty"
    REDIRECT = "redirect"
    EXTENSION = "extension"
    UNANSWERED = "unanswered"
    REOPENED = "reopened"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class Fact:
    """One duty that fell due, or one thing that happened.

    Of a duty: registered, due and answered; ``days`` the working days from registration to the answer, or as long as it has gone
    without one. Of a redirect: received, sent on, the working days held, kept where the law's days were. ``amount``: stars of a
    rating, points marked as unanswered.
    """

    what: What
    ref: str
    topic: str
    place: str
    is_private: bool
    from_on: date | None = None
    due_on: date | None = None
    until_on: date | None = None
    days: int = 0
    is_kept: bool = True
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """``kept`` + ``late`` + ``silent`` is all that fell due; ``silent`` had no answer when the month was closed (or today)."""

    kept: int
    late: int
    silent: int
    median: int | None
    ninth_decile: int | None
    redirects: int = 0
    redirects_held: int = 0
    extensions: int = 0
    points_unanswered: int = 0
    reopened: int = 0
    ratings: int = 0
    stars: int = 0

    @property
    def due(self) -> int:
        return self.kept + self.late + self.silent

    @property
    def answered(self) -> int:
        return self.kept + self.late

    @property
    def is_nothing(self) -> bool:
        """Nothing fell due and nothing else happened."""
        return not (
            self.due
            or self.redirects
            or self.extensions
            or self.points_unanswered
            or self.reopened
            or self.ratings
        )

    @property
    def on_time_share(self) -> float | None:
        return on_time_share(self.kept, self.late, self.silent)


def reckon(facts: Iterable[Fact]) -> Figures:
    """All figures of these facts. Ratings of private questions stay between the asker and the body."""
    by_kind: dict[What, list[Fact]] = {what: [] for what in What}
    for fact in facts:
        by_kind[fact.what].append(fact)
    duties, redirects = by_kind[What.DUTY], by_kind[What.REDIRECT]
    ratings = [each for each in by_kind[What.RATING] if not each.is_private]
    days = [each.days for each in duties]
    kept = sum(each.is_kept for each in duties)
    silent = sum(each.until_on is None for each in duties if not each.is_kept)
    return Figures(
        kept=kept,
        late=len(duties) - kept - silent,
        silent=silent,
        median=percentile(days, 50),
        ninth_decile=percentile(days, 90),
        redirects=len(redirects),
        redirects_held=sum(not each.is_kept for each in redirects),
        extensions=len(by_kind[What.EXTENSION]),
        points_unanswered=sum(each.amount for each in by_kind[What.UNANSWERED]),
        reopened=len(by_kind[What.REOPENED]),
        ratings=len(ratings),
        stars=sum(each.amount for each in ratings),
    )


def percentile(days: Sequence[int], percent: int) -> int | None:
    """The smallest number of days within which so many percent of all were: no number that no duty took is made up.

    >>> percentile([3, 9, 4, 20], 50), percentile([3, 9, 4, 20], 90), percentile([], 50)
    (4, 20, None)
    """
    ordered = sorted(days)
    return ordered[ceil(len(ordered) * percent / 100) - 1] if ordered else None
