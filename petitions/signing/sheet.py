"""A paper sheet as a clerk types it: one signer a line, IIN first, then surname and first name. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hearing_state.errors import Fault, Invalid
from hearing_state.people import iin

NAME_MAX = 100


@dataclass(frozen=True, slots=True)
class Line:
    iin: str = field(repr=False)
    family_name: str = field(repr=False)
    given_name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """``two_persons_above``: a sheet of more lines counts once a second person has held it against its scan."""

    lines_max: int
    two_persons_above: int


@cache
def limits() -> Limits:
    table = tomllib.loads(Path(__file__).with_name("assurance.toml").read_text(encoding="utf-8"))
    return Limits(**table["sheet"])


def read(text: str) -> list[Line]:
    """Raises Invalid, naming each line that cannot be taken.

    >>> read("990101000004 Жүнісов Дәулет")[0].given_name
    'Дәулет'
    """
    typed = [(number, words.split()) for number, words in enumerate(text.splitlines(), 1) if words.strip()]
    if not typed or len(typed) > limits().lines_max:
        raise Invalid("petition.sheet_lines", field="lines", maximum=limits().lines_max)
    found: list[Line] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, words in typed:
        reason = _wrong(words, seen)
        if reason:
            faults.append(Fault("lines", reason, {"line": number}))
            continue
        seen[words[0]] = number
        found.append(Line(words[0], words[1], " ".join(words[2:])))
    if faults:
        raise Invalid.many(faults)
    return found


def _wrong(words: list[str], seen: dict[str, int]) -> str:
    if not iin.is_valid(words[0]):
        return "petition.sheet_iin"
    if words[0] in seen:
        return "petition.sheet_twice"
    is_named = len(words) > 2 and len(" ".join(words[1:])) <= NAME_MAX  # noqa: PLR2004  surname and first name
    return "" if is_named else "petition.sheet_name"
