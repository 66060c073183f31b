"""The shipped law of duties, read from law.toml; the migrations lay it into the tables, where it can be corrected."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("law.toml")
_TEXTS = ("name_kk", "name_ru", "name_en", "source_kk", "source_ru", "source_en")


_FIRST = "0001"


def statements(laid_by: str = _FIRST) -> list[str]:
    """INSERTs of the shipped versions that one migration lays down, where they are not there yet; what an administrator
    corrected stays.
    """
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    duties, norms = (
        [each for each in table[name] if each.get("laid_by", _FIRST) == laid_by] for name in ("duty", "norm")
    )
    return [*map(_duty, duties), *map(_norm, norms)]


def _duty(entry: Mapping[str, Any]) -> str:
    values = {
        "key": entry["key"],
        **{name: entry[name] for name in _TEXTS},
        "holders": entry["holders"],
        "where_met": entry["where"],
        "kinds": entry.get("kinds"),
        "excepted": entry.get("except", []),
        "times": entry["times"],
        "period": entry["period"],
        "announce_days": entry["announce_days"],
        "may_deputise": entry.get("may_deputise", False),
        "from_on": entry["from"],
        "until_on": entry.get("until"),
        "certainty": entry["certainty"],
    }
    return _insert("duties_rule", values)


def _norm(entry: Mapping[str, Any]) -> str:
    values = {
        "key": entry["key"],
        **{name: entry[name] for name in _TEXTS},
        "value": entry["value"],
        "unit": entry["unit"],
        "from_on": entry["from"],
        "until_on": entry.get("until"),
        "certainty": entry["certainty"],
    }
    return _insert("duties_norm", values)


def _insert(table: str, values: Mapping[str, object]) -> str:
    columns, literals = ", ".join(values), ", ".join(_literals(values.values()))
    return (
        f"insert into {table} (id, {columns}) values (gen_random_uuid(), {literals}) on conflict do nothing"
    )


def _literals(values: Iterator[object] | Any) -> Iterator[str]:
    return (_literal(each) for each in values)


def _literal(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool() | int():
            return str(value).lower()
        case date():
            return f"'{value.isoformat()}'"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case Sequence():
            return "array[" + ", ".join(map(_literal, value)) + "]::text[]"
    raise TypeError(f"{type(value).__name__} has no place in the law")
