"""Votes by region, where small numbers are not told: they could point at people. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Regions:
    """``told``: region by code, at least ``fewest`` votes each. ``few``: regions with votes, but fewer. ``rest``: their votes together
    with those of who named no region, so that no difference gives a small number away.
    """

    told: Mapping[str, int]
    few: frozenset[str]
    rest: int
    fewest: int

    def level(self, code: str) -> int:
        """The step of colour: 0 nobody, 1 up to a third of the most, 2 up to two thirds, 3 above.

        >>> found = regions([("71", 90), ("75", 31), ("79", 2)], fewest=10)
        >>> [found.level(code) for code in ("71", "75", "79", "10")]
        [3, 2, 1, 0]
        """
        if code not in self.told:
            return 1 if code in self.few else 0
        most = max(self.told.values())
        return min(3, 1 + (3 * self.told[code] - 1) // most)


def regions(by_place: Iterable[tuple[str, int]], fewest: int) -> Regions:
    """Of (code of the region or empty, votes).

    >>> regions([("71", 12), ("75", 3), ("", 4)], fewest=10)
    Regions(told={'71': 12}, few=frozenset({'75'}), rest=7, fewest=10)
    """
    counted = list(by_place)
    told = {code: n for code, n in counted if code and n >= fewest}
    few = frozenset(code for code, n in counted if code and code not in told and n > 0)
    return Regions(told, few, sum(n for code, n in counted if code not in told), fewest)


@cache
def fewest() -> int:
    """How many votes of one region are told, at the least."""
    table = tomllib.loads(Path(__file__).with_name("small_numbers.toml").read_text(encoding="utf-8"))
    return int(table["fewest"])
