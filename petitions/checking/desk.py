"""How long a petition stays open for one moderator, how many are chosen at once; and words to begin with. Data, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from petitions.drafting.petition import STATE_LANGUAGE

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Bounds:
    edit_lock: timedelta
    undo: timedelta
    bulk_max: int
    page_size: int


@dataclass(frozen=True, slots=True)
class Template:
    """``said``: field of the rejection -> language -> words."""

    id: str
    code: str
    name_kk: str
    name_ru: str
    name_en: str
    said: Mapping[str, Mapping[str, str]]

    def words(self, language: str) -> dict[str, str]:
        """What the fields begin with, for a petition in this language."""
        return {
            field: by_language.get(language, by_language[STATE_LANGUAGE])
            for field, by_language in self.said.items()
        }


@cache
def bounds() -> Bounds:
    with (_HERE / "desk.toml").open("rb") as opened:
        read = tomllib.load(opened)
    return Bounds(
        timedelta(minutes=read["edit_lock_minutes"]),
        timedelta(minutes=read["undo_minutes"]),
        read["bulk_max"],
        read["page_size"],
    )


@cache
def templates() -> Mapping[str, Template]:
    """By their address name, in the order of the file."""
    with (_HERE / "templates.toml").open("rb") as opened:
        return {each["id"]: _template(each) for each in tomllib.load(opened)["template"]}


def _template(told: Mapping[str, str]) -> Template:
    said: dict[str, dict[str, str]] = {}
    for name, words in told.items():
        field, _underscore, language = name.rpartition("_")
        if field == "explanation" or field.startswith("remark_"):
            said.setdefault(field, {})[language] = words
    names = {name: told[name] for name in ("name_kk", "name_ru", "name_en")}
    return Template(told["id"], told["code"], said=said, **names)
