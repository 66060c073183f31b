"""Shares month by month as columns: where each stands in the picture. Pure; the same numbers stand in a table below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearing_state.figures.editions import Closed
from hearing_state.figures.month import Month

WIDTH, HEIGHT, BASE = 480, 130, 104
_TOP = 16


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` is empty where nothing fell due; then there is no column."""

    month: Month
    share: float | None
    x: int
    y: int
    width: int
    height: int


def columns(months: Sequence[Closed]) -> list[Column]:
    """The oldest on the left."""
    if not months:
        return []
    step = WIDTH // max(len(months), 6)
    made = []
    for place, each in enumerate(reversed(months)):
        share = each.figures.on_time_share
        height = round((BASE - _TOP) * (share or 0))
        made.append(Column(each.month, share, place * step + 4, BASE - height, step - 8, height))
    return made
