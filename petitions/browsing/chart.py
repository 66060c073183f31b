"""The votes as they came, day by day, as a line towards the threshold. Pure: numbers in, places on the picture out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 420, 200
LEFT, RIGHT, TOP, BOTTOM = 4, 416, 26, 176
"""The field within: words stand above it, the days below."""


@dataclass(frozen=True, slots=True)
class Day:
    """``net``: votes that came less those that went; ``total``: all up to the evening."""

    on: date
    net: int
    total: int


@dataclass(frozen=True, slots=True)
class Chart:
    """``line`` and ``area``: paths of an SVG; ``threshold``: at which height the votes are there, if anybody knows how many."""

    days: Sequence[Day]
    line: str
    area: str
    end: tuple[float, float]
    threshold: float | None
    busiest: Day

    @property
    def first(self) -> date:
        return self.days[0].on

    @property
    def last(self) -> date:
        return self.days[-1].on

    @property
    def total(self) -> int:
        return self.days[-1].total


def chart(by_day: Iterable[tuple[date, int]], until: date, needed: int | None) -> Chart | None:
    """From the first vote to ``until``, every day of it; None where nobody has voted."""
    days = running(by_day, until)
    if not days:
        return None
    top = max(needed or 0, *(day.total for day in days), 1)
    points = [(float(LEFT), float(BOTTOM))]
    points += [(_across(number + 1, len(days)), _up(day.total, top)) for number, day in enumerate(days)]
    line = "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
    return Chart(
        days=days,
        line=line,
        area=f"{line}V{BOTTOM}H{LEFT}z",
        end=points[-1],
        threshold=_up(needed, top) if needed else None,
        busiest=max(days, key=lambda day: day.net),
    )


def running(by_day: Iterable[tuple[date, int]], until: date) -> list[Day]:
    """Every day with its sum, also the quiet ones.

    >>> [(day.on.day, day.net, day.total) for day in running([(date(2026, 11, 1), 5), (date(2026, 11, 3), -1)], date(2026, 11, 4))]
    [(1, 5, 5), (2, 0, 5), (3, -1, 4), (4, 0, 4)]
    """
    net = dict(by_day)
    if not net:
        return []
    first, total, days = min(net), 0, []
    for number in range((max(until, *net) - first).days + 1):
        on = first + timedelta(days=number)
        total += net.get(on, 0)
        days.append(Day(on, net.get(on, 0), total))
    return days


def _across(number: int, days: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * number / days, 1)


def _up(total: int, top: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * max(0, total) / top, 1)
