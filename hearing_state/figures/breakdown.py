"""Figures by topic or place, in which nobody who asked in private can be made out. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from hearing_state.figures.reckoning import Fact, Figures, What, percentile

APART = ""
"""The part of what is counted and not broken down: private questions that are too few in their topic or place."""


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    figures: Figures


@dataclass(slots=True)
class Group:
    """Duties of one topic or place that are all private or all public: how many were kept, how many had no answer, and the working days
    that each took.
    """

    key: str
    is_private: bool
    kept: int = 0
    silent: int = 0
    days: list[int] = field(default_factory=list)

    @property
    def due(self) -> int:
        return len(self.days)


def grouped(facts: Iterable[Fact], key: Callable[[Fact], str]) -> Sequence[Group]:
    """Of facts one by one; the database groups those of a closed month by itself (``editions.groups``)."""
    made: dict[tuple[str, bool], Group] = {}
    for each in facts:
        if each.what is What.DUTY:
            name = (key(each), each.is_private)
            group = made.get(name) or made.setdefault(name, Group(*name))
            group.kept += each.is_kept
            group.silent += not each.is_kept and each.until_on is None
            group.days.append(each.days)
    return list(made.values())


def broken_down(groups: Iterable[Group], fewest_private: int) -> Sequence[Part]:
    """Parts that add up to the whole, the largest first. A private question stands in its part only where at least so many others
    stand there with it; else all of that part's private ones go apart, so that taking one table from another shows nobody.
    """
    parts: dict[str, list[Group]] = defaultdict(list)
    for each in groups:
        is_shown = not each.is_private or each.due >= fewest_private
        parts[each.key if is_shown else APART].append(each)
    made = [Part(name, _figures(inside)) for name, inside in parts.items()]
    return sorted(made, key=lambda part: (part.key == APART, -part.figures.due, part.key))


def _figures(groups: Sequence[Group]) -> Figures:
    """Of duties alone: what else is counted is not broken down."""
    kept, silent = sum(each.kept for each in groups), sum(each.silent for each in groups)
    days = [day for each in groups for day in each.days]
    return Figures(
        kept=kept,
        late=len(days) - kept - silent,
        silent=silent,
        median=percentile(days, 50),
        ninth_decile=percentile(days, 90),
    )
