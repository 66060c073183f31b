"""Which facts of which kinds may stand in the public log, and in which shape. Closed by default: what published.toml does not name, or
has another shape, is not published. Pure.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

MANY = 1_000
SEALED, REFERENCE, TEXT = "sealed", "reference", "text"
_REFERENCE = re.compile(r"([A-Z]{1,4})-\d{4}-\d{3,9}")
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_WORD = r"[a-z][a-z0-9_.-]{0,79}"
_DAY = r"\d{4}-\d\d-\d\d"
_DIGEST = r"[0-9a-f]{64}"
_VERSION = r"(?=.{1,60}$)[\w.+/№-]+(?: [\w.+/№-]+){0,7}"


@dataclass(frozen=True)
class Kind:
    """What an entry of one kind may say: shapes of what it is about, and its facts with their shapes."""

    about: tuple[str, ...]
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Allowed:
    """What of an entry the world may read. ``about`` is empty where it is only committed to; so are ``texts``."""

    about: str
    facts: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    kinds: Mapping[str, Kind]
    letters: Mapping[str, str]
    withheld: frozenset[str]


@cache
def table() -> Table:
    """published.toml. ValueError: it names a shape that is none."""
    with (Path(__file__).parent / "published.toml").open("rb") as opened:
        read = tomllib.load(opened)
    kinds = {name: _kind(name, dict(each), read["letters"]) for name, each in read["kind"].items()}
    return Table(kinds, read["letters"], frozenset(read["withheld"]["kinds"]))


def _kind(name: str, told: dict[str, Any], letters: Mapping[str, str]) -> Kind:
    about = told.pop("about")
    made = Kind((about,) if isinstance(about, str) else tuple(about), told)
    known = {*_ONE, *letters, SEALED, REFERENCE}
    if not set(made.about) <= known or not set(told.values()) <= {
        *_ONE,
        *_MANY,
        REFERENCE,
        "references",
        TEXT,
    }:
        raise ValueError(f"published.toml: {name} has a shape that is none")
    return made


def is_reference(about: str) -> bool:
    return _REFERENCE.fullmatch(about) is not None


def letter_of(about: str) -> str:
    """What a public reference begins with; empty for anything else."""
    found = _REFERENCE.fullmatch(about)
    return found[1] if found else ""


def references_in(about: str, facts: Mapping[str, Any]) -> set[str]:
    """Everything in an entry that looks like a public reference: each must be allowed to be seen."""
    found = {about} | {each for value in facts.values() for each in _flat(value)}
    return {each for each in found if is_reference(each)}


def _flat(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return (each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def allowed(kind: str, about: str, facts: Mapping[str, Any], visible: set[str]) -> Allowed | None:
    """What may be published of an entry; None: nothing, for now. ``visible``: those of its references that anybody may see."""
    known = table().kinds.get(kind)
    if known is None:
        return None
    named = _named(known, about, visible)
    if named is None:
        return None
    plain = {
        name: value
        for name, value in facts.items()
        if (shape := known.facts.get(name)) and shape != TEXT and _fits(shape, value, visible)
    }
    texts = {name: value for name, value in facts.items() if known.facts.get(name) == TEXT and value}
    return Allowed(named, plain, {name: value for name, value in texts.items() if isinstance(value, str)})


def strangers(kind: str, about: str, facts: Mapping[str, Any]) -> list[str]:
    """What in an entry the table does not know: its kind, what it is about, facts, shapes. Never a value."""
    known = table().kinds.get(kind)
    if known is None:
        return [] if kind in table().withheld else [kind]
    visible = references_in(about, facts)
    named = _named(known, about, visible)
    is_odd = named is None or (named != about and SEALED not in known.about)
    odd = [f"{kind}: about"] if is_odd else []
    for name, value in facts.items():
        shape = known.facts.get(name)
        if shape is None or not (_is_text(value) if shape == TEXT else _fits(shape, value, visible)):
            odd.append(f"{kind}.{name}: {shape or 'not listed'}")
    return odd


def _named(known: Kind, about: str, visible: set[str]) -> str | None:
    """As it may be named; empty: committed to; None: not to be published."""
    letter = letter_of(about)
    if letter:
        return about if about in visible and {letter, REFERENCE} & set(known.about) else None
    shapes = [each for each in known.about if each in _ONE]
    if any(_ONE[shape](about) for shape in shapes):
        return about
    return "" if shapes or SEALED in known.about else None


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _fits(shape: str, value: object, visible: set[str]) -> bool:
    if value is None:
        return True
    if shape == REFERENCE:
        return isinstance(value, str) and value in visible
    if shape == "references":
        return isinstance(value, list) and len(value) <= MANY and set(value) <= visible
    return _ONE[shape](value) if shape in _ONE else _MANY[shape](value)


def _matching(pattern: str) -> Callable[[object], bool]:
    made = re.compile(pattern)
    return lambda value: isinstance(value, str) and made.fullmatch(value) is not None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _each(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and len(value) <= MANY and all(map(fits, value))


def _table_of(name: Callable[[object], bool], fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: (
        isinstance(value, dict)
        and len(value) <= MANY
        and all(name(each) and fits(held) for each, held in value.items())
    )


_ONE: Mapping[str, Callable[[object], bool]] = {
    "day": _matching(_DAY),
    "moment": _matching(_DAY + r"T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)"),
    "number": _is_number,
    "flag": lambda value: isinstance(value, bool),
    "word": _matching(_WORD),
    "topic": _matching(_WORD),
    "rule": _matching(_WORD),
    "agency": _matching(r"[a-z0-9][a-z0-9-]{0,199}"),
    "body": _matching(_UUID),
    "id": _matching(_UUID),
    "place": _matching(r"\d{9}"),
    "version": _matching(_VERSION),
    "period": _matching(r"\d{4}(?:-(?:H[12]|Q[1-4]|\d\d))?"),
    "part": _matching(r"[a-z]+(?::\d{1,3})?"),
    "mark": _matching(r"[A-Z]"),
    "share": lambda value: isinstance(value, float) or _is_number(value),
    "digest": _matching(_DIGEST),
    "seed": _matching(r"[0-9a-f]{32}"),
    "all": lambda value: value in {"", "petitions"},
}
_FIGURES = _table_of(_ONE["word"], _ONE["share"])
_MANY: Mapping[str, Callable[[object], bool]] = {
    "numbers": _each(_is_number),
    "words": _each(_ONE["word"]),
    "agencies": _each(_ONE["agency"]),
    "days": _table_of(_ONE["day"], _ONE["word"]),
    "digests": _table_of(_matching(r"[a-z0-9][a-z0-9_.-]{0,79}"), _ONE["digest"]),
    "figures": _FIGURES,
    "tallies": _table_of(_matching(r"\d{1,3}"), _FIGURES),
}
