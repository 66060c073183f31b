"""A decree before and after it is made, as the console shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hearing_state.deadlines.recount import Move
from hearing_state.deadlines.working_calendar import Day


@dataclass(frozen=True)
class Preview:
    """``calendar`` is the version it was made from: the action refuses when that is no longer in force."""

    calendar: str
    days: tuple[Day, ...]
    until_on: date | None
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class DecreeShown:
    number: int
    source: str
    decided_on: date
    until_on: date | None
    moved: int
    days: tuple[Day, ...]
