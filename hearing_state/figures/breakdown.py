"""Figures by topic or place, in which nobody who asked in private can be made out. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hearing_state.figures.reckoning import Fact, Figures, What, reckon

APART = ""
"""The part of what is counted and not broken down: private questions that are too few in their topic or place."""


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    figures: Figures


def broken_down(facts: Iterable[Fact], key: Callable[[Fact], str], fewest_private: int) -> Sequence[Part]:
    """Parts that add up to the whole, the largest first. A private question stands in its part only where at least so many others
    stand there with it; else all of that part's private ones go apart, so that taking one table from another shows nobody.
    """
    duties = [each for each in facts if each.what is What.DUTY]
    private = Counter(key(each) for each in duties if each.is_private)
    parts: dict[str, list[Fact]] = defaultdict(list)
    for each in duties:
        is_shown = not each.is_private or private[key(each)] >= fewest_private
        parts[key(each) if is_shown else APART].append(each)
    made = [Part(name, reckon(inside)) for name, inside in parts.items()]
    return sorted(made, key=lambda part: (part.key == APART, -part.figures.due, part.key))
