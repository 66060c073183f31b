"""What the project brings with it about bodies: topics and remits, and the ministries. Read once from the tables beside."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from hearing_state.agencies.agency import Tier, Topic

_HERE = Path(__file__).parent
_CERTAINTIES = frozenset("QNCM")


@dataclass(frozen=True, slots=True)
class RemitLine:
    topic: Topic
    tier: Tier
    ministry: str
    from_on: date
    certainty: str
    source: str


@dataclass(frozen=True, slots=True)
class Ministry:
    slug: str
    name_kk: str
    name_ru: str
    name_en: str


@cache
def ministries() -> tuple[Ministry, ...]:
    return tuple(
        Ministry(**{k: str(v) for k, v in each.items()}) for each in _read("ministries.toml")["ministry"]
    )


@cache
def remit_lines() -> tuple[RemitLine, ...]:
    """Raises ValueError naming the topic whose line is wrong: the process must not start with it."""
    known = {each.slug for each in ministries()}
    return tuple(_line(each, known) for each in _read("remits.toml")["topic"])


def _line(entry: dict[str, object], known: set[str]) -> RemitLine:
    key, ministry, certainty, begins = (entry[name] for name in ("key", "ministry", "certainty", "from"))
    if ministry not in known or certainty not in _CERTAINTIES or not isinstance(begins, date):
        raise ValueError(f"remits.toml: {key}: ministry, certainty or from is wrong")
    names = (str(entry[f"name_{language}"]) for language in ("kk", "ru", "en"))
    return RemitLine(
        Topic(str(key), *names),
        Tier(str(entry["tier"])),
        str(ministry),
        begins,
        str(certainty),
        str(entry["source"]),
    )


def _read(name: str) -> dict[str, list[dict[str, object]]]:
    with (_HERE / name).open("rb") as opened:
        return tomllib.load(opened)
