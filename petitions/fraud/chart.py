"""A petition's hours as bars, drawn on the server. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

WIDTH, HEIGHT = 720, 160


class Hourly(Protocol):
    """What is drawn of an hour."""

    @property
    def at(self) -> datetime: ...
    @property
    def signatures(self) -> int: ...
    @property
    def invalid(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """From below: what counts, and on top of it what was found invalid."""

    x: float
    width: float
    valid: float
    invalid: float


@dataclass(frozen=True, slots=True)
class Chart:
    """``most``: signatures of the fullest hour."""

    width: int
    height: int
    bars: list[Bar]
    most: int


def drawn(hours: Sequence[Hourly]) -> Chart:
    """Every hour with a signature is seen, however full the fullest one is."""
    most = max((each.signatures for each in hours), default=0)
    room = WIDTH / len(hours) if hours else 0.0
    bars = [
        Bar(
            round(at * room, 1),
            round(room * 0.8, 1),
            _high(each.signatures - each.invalid, most),
            _high(each.invalid, most),
        )
        for at, each in enumerate(hours)
        if each.signatures
    ]
    return Chart(WIDTH, HEIGHT, bars, most)


def _high(signatures: int, most: int) -> float:
    return round(max(1.0, signatures * HEIGHT / most), 1) if signatures else 0.0
