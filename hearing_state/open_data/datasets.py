"""What is written each night: every package registers its own public things. Nothing here knows about questions or petitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Column:
    """``type``: as JSON Schema and Table Schema call it: string, integer, date, datetime."""

    name: str
    type: str = "string"


@dataclass(frozen=True, slots=True)
class Dataset:
    """``sql`` gives ``key`` (a UUID by which the lines are ordered) and one value for each column; $1: the key after which to go
    on, $2: the moment up to which things count, $3: how many lines. ``title``: English, said in the reader's language.
    """

    name: str
    title: str
    columns: Sequence[Column]
    sql: str


_datasets: dict[str, Dataset] = {}


def register_dataset(dataset: Dataset) -> None:
    """ValueError where two packages write the same file."""
    known = _datasets.setdefault(dataset.name, dataset)
    if known is not dataset:
        raise ValueError(f"two sets of open data are called {dataset.name}")


def datasets() -> Sequence[Dataset]:
    return [_datasets[name] for name in sorted(_datasets)]


def columns(text: str) -> tuple[Column, ...]:
    """``"question, points:integer"``: names with their types, where they are no words."""
    parts = (each.strip().partition(":") for each in text.split(","))
    return tuple(Column(name, kind or "string") for name, _colon, kind in parts)
