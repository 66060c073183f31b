"""A place as a value that other packages ask for in one statement with rows of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hearing_state.errors import NotFound
from hearing_state.territories.place import Place
from hearing_state.territories.queries import COLUMNS, place_from

_NAMES = tuple(name.strip() for name in COLUMNS.split(","))


def place_at(code: str) -> str:
    """SQL: the place of which ``code``, an expression, gives the code. ``read_place`` reads what comes."""
    return f"(SELECT ROW({COLUMNS}) FROM territories_place WHERE code = {code})"


def read_place(found: Sequence[Any] | None) -> Place:
    """Raises NotFound."""
    if found is None:
        raise NotFound("territory.not_found")
    return place_from(dict(zip(_NAMES, found, strict=True)))
