"""How long personal columns are kept, from retention.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


def days_of(table: str, column: str) -> int:
    """Raises KeyError for a column that the table does not list."""
    return _table()[table, column]


@cache
def _table() -> dict[tuple[str, str], int]:
    with (Path(__file__).parent / "retention.toml").open("rb") as opened:
        return {(each["table"], each["column"]): each["days"] for each in tomllib.load(opened)["column"]}
