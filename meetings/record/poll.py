"""A poll in a meeting: one vote a person, guests counted apart, and a result that stands once it is closed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

OPTIONS_MIN, OPTIONS_MAX = 2, 10
POLLS_MAX = 20


@dataclass(frozen=True, slots=True)
class Option:
    """``people`` and ``guests`` are None while the poll is open: the vote is not led by its own result."""

    number: int
    text_kk: str
    text_ru: str
    people: int | None = None
    guests: int | None = None

    @property
    def name_kk(self) -> str:
        return self.text_kk

    @property
    def name_ru(self) -> str:
        return self.text_ru


@dataclass(frozen=True, slots=True)
class Poll:
    id: UUID
    number: int
    title_kk: str
    title_ru: str
    opened_at: datetime
    closed_at: datetime | None
    options: Sequence[Option]
    votes: int = 0

    @property
    def name_kk(self) -> str:
        return self.title_kk

    @property
    def name_ru(self) -> str:
        return self.title_ru

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def people(self) -> int:
        return sum(each.people or 0 for each in self.options)

    @property
    def guests(self) -> int:
        return sum(each.guests or 0 for each in self.options)

    def percent(self, option: Option) -> float:
        """Of the votes of people who signed in; guests are no part of it."""
        return round((option.people or 0) * 100 / self.people, 1) if self.people else 0.0


def result_of(counted: Mapping[tuple[int, bool], int], numbers: Sequence[int]) -> dict[str, dict[str, int]]:
    """The frozen result as it is kept: option number -> votes of people and of guests.

    ``counted``: (option, is it a guest's) -> votes.
    """
    return {
        str(number): {"people": counted.get((number, False), 0), "guests": counted.get((number, True), 0)}
        for number in numbers
    }
