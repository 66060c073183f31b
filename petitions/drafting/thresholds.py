"""How many votes a petition needs: dated rules over the population of a place. Pure; whole numbers only.

The percentage is of the population, not of voters, and "not less than" is rounded up (APPC 90-3(4)). Where a rule has a ceiling
as well (5,000 or 10 %), the smaller of both holds: the law's "5,000 above 50,000 people, else 10 %" is the same number.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar


class Competence(StrEnum):
    """Whose matter it is, as the law's table has it."""

    GOVERNMENT = "government"
    UPPER_MASLIKHAT = "upper_maslikhat"
    UPPER_AKIMAT = "upper_akimat"
    LOWER_MASLIKHAT = "lower_maslikhat"
    LOWER_AKIMAT = "lower_akimat"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One dated line of the table. ``votes``: a fixed number, or the ceiling over ``percent``."""

    competence: Competence
    votes: int | None
    percent: int | None
    from_on: date
    until_on: date | None
    article: str
    certainty: str

    @property
    def needs_population(self) -> bool:
        return self.percent is not None

    def needed(self, population: int | None) -> int:
        """Raises ValueError for a percentage of nobody knows how many."""
        if self.percent is None:
            return self.votes or 0
        if population is None or population < 1:
            raise ValueError("a percentage needs the population")
        share = -(-population * self.percent // 100)
        return share if self.votes is None else min(self.votes, share)


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of the chapter, as the petition that was filed under it keeps it."""

    from_on: date
    until_on: date | None
    law: str
    certainty: str


@dataclass(frozen=True, slots=True)
class ForbiddenSubject:
    """One item of the list of what no petition may be about (90-2(3))."""

    number: int
    name_kk: str
    name_ru: str
    name_en: str
    from_on: date
    until_on: date | None

    @property
    def article(self) -> str:
        return f"90-2(3){self.number}"


Dated = TypeVar("Dated", Threshold, Edition)


@dataclass(frozen=True)
class PetitionLaw:
    thresholds: tuple[Threshold, ...]
    editions: tuple[Edition, ...]
    subjects: tuple[ForbiddenSubject, ...]

    def threshold(self, competence: Competence, on: date) -> Threshold:
        """Raises LookupError."""
        return _in_force((each for each in self.thresholds if each.competence is competence), on)

    def edition(self, on: date) -> Edition:
        """Raises LookupError."""
        return _in_force(self.editions, on)

    def forbidden(self, on: date) -> tuple[ForbiddenSubject, ...]:
        return tuple(each for each in self.subjects if _holds(each, on))


def _in_force(versions: Iterable[Dated], on: date) -> Dated:
    for each in versions:
        if _holds(each, on):
            return each
    raise LookupError(f"no version in force on {on}")


def _holds(each: Threshold | Edition | ForbiddenSubject, on: date) -> bool:
    return each.from_on <= on and (each.until_on is None or on <= each.until_on)


def read_law(text: str) -> PetitionLaw:
    """Read and check ``rules.toml``. Raises ValueError at the first fault, so that a process with bad law does not start."""
    table = tomllib.loads(text)
    law = PetitionLaw(
        tuple(_threshold(each) for each in table["threshold"]),
        tuple(Edition(**_window(each), law=each["law"], certainty=_mark(each)) for each in table["edition"]),
        tuple(_subject(each) for each in table["subject"]),
    )
    if {each.competence for each in law.thresholds} != set(Competence):
        raise ValueError("rules.toml: every competence needs its threshold")
    return law


def _threshold(each: Mapping[str, Any]) -> Threshold:
    votes, percent = each.get("votes"), each.get("percent")
    if votes is None and percent is None:
        raise ValueError(f"rules.toml: {each['competence']} says neither votes nor percent")
    competence = Competence(each["competence"])
    return Threshold(
        competence, votes, percent, **_window(each), article=each["article"], certainty=_mark(each)
    )


def _subject(each: Mapping[str, Any]) -> ForbiddenSubject:
    names = {name: each[name] for name in ("name_kk", "name_ru", "name_en")}
    return ForbiddenSubject(number=each["number"], **names, **_window(each))


def _window(each: Mapping[str, Any]) -> dict[str, Any]:
    return {"from_on": each["from"], "until_on": each.get("until")}


def _mark(each: Mapping[str, Any]) -> str:
    mark = str(each["certainty"])
    if mark not in {"Q", "N", "C", "M"}:
        raise ValueError("rules.toml: certainty must be Q, N, C or M")
    return mark


LAW = read_law(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))
