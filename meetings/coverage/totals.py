"""What is counted of a group of duties and of the meetings held there, and the two shares that follow from it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Self

from meetings.duties.duty import Period


@dataclass(frozen=True, slots=True)
class Totals:
    """``duties`` are the sum of the five standings. ``judged``: a whole period has passed that counts.

    ``held`` and ``online``: meetings of this year up to now. ``exempt``: places in which nobody must be met.
    """

    duties: int = 0
    met: int = 0
    planned: int = 0
    open: int = 0
    due_soon: int = 0
    overdue: int = 0
    judged: int = 0
    held: int = 0
    online: int = 0
    exempt: int = 0

    def __add__(self, other: Totals) -> Totals:
        return Totals(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)}
        )

    @classmethod
    def of(cls, found: dict[str, Any]) -> Self:
        """From a row that holds some of the numbers, and perhaps other things."""
        return cls(**{each.name: found[each.name] for each in fields(cls) if each.name in found})

    @property
    def kept(self) -> int:
        """Judged duties that are not overdue: met in time, or made up for since."""
        return self.judged - self.overdue

    @property
    def kept_share(self) -> float | None:
        """The first half of the sentence: regular meetings. None where no period that counts has passed yet.

        >>> Totals(duties=9, judged=8, overdue=2).kept_share
        0.75
        """
        return self.kept / self.judged if self.judged else None

    @property
    def online_share(self) -> float | None:
        """The second half: the majority online. What is overdue counts below the line, so that nobody looks better by not
        meeting. None where no meeting was held.

        >>> Totals(held=6, online=6, overdue=4).online_share
        0.6
        """
        return self.online / (self.held + self.overdue) if self.held else None


def total(parts: Iterable[Totals]) -> Totals:
    return sum(parts, Totals())


@dataclass(frozen=True, slots=True)
class Quarter:
    """How many meetings were held in a quarter, and how many of them online or in both ways."""

    period: Period
    held: int
    online: int

    @property
    def share(self) -> float | None:
        return self.online / self.held if self.held else None
