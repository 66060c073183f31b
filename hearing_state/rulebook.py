"""Numbers of law as data: dated, sourced, checked when a process starts.

A package keeps its terms in ``rules.toml``. A rule in force is never edited: its last day is written down
(``until``) and a new version begins the next day. What began under a version stays under it.

    [laws.appc]                      the laws that rules point to, with their names in three languages
    [[rule]]
    id = "appeal.answer"             one or more dated versions of one id, without overlap or gap
    days = 15                        or months = 6
    count = "working"                or "calendar", "months"
    from = 2021-07-01                first day in force; until = last day in force, if it has ended
    law = "appc"
    article = "76(1)"
    certainty = "Q"                  Q official text read, N news, C public code, M memory or assumption
    extension = { months = 2, times = 1, notice_working_days = 3, article = "76(3)" }
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, NoReturn, cast

Count = Literal["working", "calendar", "months"]
Certainty = Literal["Q", "N", "C", "M"]

_TEXT = ("name_kk", "name_ru", "name_en")
_LAW_KEYS = {*_TEXT, "short_kk", "short_ru", "short_en", "address"}
_RULE_KEYS = {
    "id", *_TEXT, "days", "months", "count", "from", "until", "law", "article", "certainty", "note",
    "extension",
}  # fmt: skip
_EXTENSION_KEYS = {"days", "months", "times", "notice_working_days", "article"}


class RulebookFault(ValueError):
    """A rules file that the house refuses to start with. Names the file, the rule and the reason."""

    def __init__(self, file: str, rule: str, reason: str) -> None:
        super().__init__(f"{file}: {rule}: {reason}")


class NoSuchRule(LookupError):
    """No rule of that name, or none in force on that day."""


@dataclass(frozen=True)
class Law:
    """An act of law that rules point to."""

    key: str
    name_kk: str
    name_ru: str
    name_en: str
    short_kk: str
    short_ru: str
    short_en: str
    address: str = ""

    def short(self, language: str) -> str:
        return {"kk": self.short_kk, "ru": self.short_ru}.get(language, self.short_en)


@dataclass(frozen=True)
class Extension:
    """How far a term may be prolonged: to a day at most ``months`` after the decision, or by at most
    ``days``.
    """

    months: int | None
    days: int | None
    times: int
    notice_working_days: int
    article: str


@dataclass(frozen=True)
class Rule:
    """One dated version of a term. ``amount`` is in days or months, as ``count`` says."""

    id: str
    name_kk: str
    name_ru: str
    name_en: str
    amount: int
    count: Count
    from_on: date
    until_on: date | None
    law: Law
    article: str
    certainty: Certainty
    extension: Extension | None = None
    note: str = ""

    @property
    def source(self) -> str:
        return self.cited("en")

    def cited(self, language: str) -> str:
        """Where it stands, in the language's own short name of the law: APPC 76(1), АППК 76(1)."""
        return f"{self.law.short(language)} {self.article}".strip()

    def is_in_force(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


@dataclass(frozen=True)
class Rulebook:
    """All versions of all rules of one or more files."""

    versions: tuple[Rule, ...]

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Rule, ...]]:
        found: dict[str, list[Rule]] = {}
        for rule in sorted(self.versions, key=lambda each: each.from_on):
            found.setdefault(rule.id, []).append(rule)
        return {rule_id: tuple(rules) for rule_id, rules in found.items()}

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self.by_id)

    def rule_on(self, rule_id: str, on: date) -> Rule:
        """The version in force on that day. Raises NoSuchRule."""
        if rule_id not in self.by_id:
            raise NoSuchRule(f"no rule {rule_id!r}; there are: {', '.join(sorted(self.ids))}")
        for rule in self.by_id[rule_id]:
            if rule.is_in_force(on):
                return rule
        first = self.by_id[rule_id][0].from_on
        raise NoSuchRule(f"the rule {rule_id!r} is not in force on {on}; it begins on {first}")

    def version(self, rule_id: str, from_on: date) -> Rule:
        """The version that a case began under, by its first day. Raises NoSuchRule."""
        for rule in self.by_id.get(rule_id, ()):
            if rule.from_on == from_on:
                return rule
        raise NoSuchRule(f"the rule {rule_id!r} has no version beginning on {from_on}")

    def in_force(self, on: date) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.versions if rule.is_in_force(on))


def read_rules(*files: Path) -> Rulebook:
    """Read and check. Raises RulebookFault at the first fault, so that a process with bad law does not
    start.
    """
    versions: list[Rule] = []
    for file in files:
        reader = _Reader(str(file))
        versions += reader.rules(_parsed(file))
    _check_versions(versions, ", ".join(file.name for file in files))
    return Rulebook(tuple(versions))


def _parsed(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, OSError) as why:
        raise RulebookFault(str(file), "(the file)", f"cannot be read: {why}") from why


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file

    def rules(self, table: Mapping[str, Any]) -> list[Rule]:
        self._only(table, {"laws", "rule"}, "(the file)")
        laws = {key: self._law(key, entry) for key, entry in table.get("laws", {}).items()}
        return [self._rule(entry, laws) for entry in table.get("rule", ())]

    def _fault(self, rule: str, reason: str) -> NoReturn:
        raise RulebookFault(self.file, rule, reason)

    def _only(self, table: Mapping[str, Any], known: Iterable[str], rule: str) -> None:
        unknown = sorted(set(table) - set(known))
        if unknown:
            self._fault(rule, f"unknown key {', '.join(unknown)}")

    def _law(self, key: str, entry: Mapping[str, Any]) -> Law:
        self._only(entry, _LAW_KEYS, f"laws.{key}")
        texts = {name: self._text(entry, name, f"laws.{key}") for name in sorted(_LAW_KEYS - {"address"})}
        return Law(key=key, address=str(entry.get("address", "")), **texts)

    def _text(self, entry: Mapping[str, Any], key: str, rule: str) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            self._fault(rule, f"{key} is missing")
        return value

    def _number(self, entry: Mapping[str, Any], key: str, rule: str) -> int:
        value = entry.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self._fault(rule, f"{key} must be a whole number above zero")
        return value

    def _day(self, entry: Mapping[str, Any], key: str, rule: str) -> date:
        value = entry.get(key)
        if type(value) is not date:
            self._fault(rule, f"{key} must be a day, written 2026-07-01")
        return value

    def _rule(self, entry: Mapping[str, Any], laws: Mapping[str, Law]) -> Rule:
        name = self._text(entry, "id", "(a rule without id)")
        self._only(entry, _RULE_KEYS, name)
        count, amount = self._length(entry, name)
        from_on = self._day(entry, "from", name)
        until_on = self._day(entry, "until", name) if "until" in entry else None
        if until_on is not None and until_on < from_on:
            self._fault(name, "it ends before it begins")
        return Rule(
            id=name,
            **{key: self._text(entry, key, name) for key in _TEXT},
            amount=amount,
            count=count,
            from_on=from_on,
            until_on=until_on,
            law=self._source(entry, laws, name),
            article=self._text(entry, "article", name),
            certainty=self._mark(entry, name),
            extension=self._extension(entry["extension"], name) if "extension" in entry else None,
            note=str(entry.get("note", "")),
        )

    def _length(self, entry: Mapping[str, Any], name: str) -> tuple[Count, int]:
        count = entry.get("count")
        if count not in {"working", "calendar", "months"}:
            self._fault(name, 'count must be "working", "calendar" or "months"')
        unit, other = ("months", "days") if count == "months" else ("days", "months")
        if other in entry:
            self._fault(name, f"{other} does not go with count = {count!r}")
        return cast("Count", count), self._number(entry, unit, name)

    def _source(self, entry: Mapping[str, Any], laws: Mapping[str, Law], name: str) -> Law:
        key = entry.get("law")
        if not isinstance(key, str) or key not in laws:
            self._fault(name, f"its source is missing: law = {key!r} is not among [laws.*]")
        return laws[key]

    def _mark(self, entry: Mapping[str, Any], name: str) -> Certainty:
        mark = entry.get("certainty")
        if mark not in {"Q", "N", "C", "M"}:
            self._fault(name, "certainty must be Q, N, C or M")
        return cast("Certainty", mark)

    def _extension(self, entry: Mapping[str, Any], name: str) -> Extension:
        self._only(entry, _EXTENSION_KEYS, f"{name}.extension")
        if ("days" in entry) == ("months" in entry):
            self._fault(name, "an extension has either days or months")
        return Extension(
            months=self._number(entry, "months", name) if "months" in entry else None,
            days=self._number(entry, "days", name) if "days" in entry else None,
            times=self._number(entry, "times", name),
            notice_working_days=self._number(entry, "notice_working_days", name),
            article=self._text(entry, "article", f"{name}.extension"),
        )


def _check_versions(versions: list[Rule], file: str) -> None:
    """One version a day: no overlap, no gap, nothing after a version without an end."""
    for rule_id, rules in Rulebook(tuple(versions)).by_id.items():
        for before, after in pairwise(rules):
            if before.until_on is None or before.until_on >= after.from_on:
                raise RulebookFault(file, rule_id, f"two versions overlap on {after.from_on}")
            if before.until_on + timedelta(days=1) != after.from_on:
                raise RulebookFault(
                    file, rule_id, f"no version from {before.until_on} to {after.from_on}: a gap"
                )
