"""What is looked through before a meeting goes live: worked out where the house knows it, ticked by hand where it does not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Check(StrEnum):
    ANNOUNCED = "announced"
    ADDRESS = "address"
    JOIN = "join"
    AGENDA = "agenda"
    QUESTIONS = "questions"
    INTERPRETERS = "interpreters"
    POINTS = "points"
    SOUND = "sound"


BY_HAND = frozenset({Check.QUESTIONS, Check.INTERPRETERS, Check.SOUND})
"""Ticked by the organiser."""


class CheckState(StrEnum):
    DONE = "done"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Readiness:
    """What the house knows of a meeting before it begins. ``undecided_points``: listening points that nobody has confirmed."""

    is_announced: bool
    has_hall: bool
    has_address: bool
    is_online: bool
    has_join_words: bool
    agenda_fits: bool
    wants_interpretation: bool
    points: int
    undecided_points: int
    questions: int


@dataclass(frozen=True, slots=True)
class CheckLine:
    check: Check
    state: CheckState
    ticked_at: datetime | None = None

    @property
    def is_by_hand(self) -> bool:
        return self.check in BY_HAND


def checklist(known: Readiness, ticked: dict[str, datetime]) -> list[CheckLine]:
    """Every line with how it stands; ``ticked``: check -> when somebody ticked it."""
    return [CheckLine(check, _state(check, known, ticked), ticked.get(check)) for check in Check]


def _state(check: Check, known: Readiness, ticked: dict[str, datetime]) -> CheckState:
    needed = {
        Check.ADDRESS: known.has_hall,
        Check.JOIN: known.is_online,
        Check.INTERPRETERS: known.wants_interpretation,
        Check.POINTS: known.points > 0,
        Check.QUESTIONS: known.questions > 0,
        Check.SOUND: known.is_online,
    }
    worked_out = {
        Check.ANNOUNCED: known.is_announced,
        Check.ADDRESS: known.has_address,
        Check.JOIN: known.has_join_words,
        Check.AGENDA: known.agenda_fits,
        Check.POINTS: known.undecided_points == 0,
    }
    if not needed.get(check, True):
        return CheckState.NOT_NEEDED
    return CheckState.DONE if worked_out.get(check, check in ticked) else CheckState.MISSING
