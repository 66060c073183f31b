"""The order of a table of parts, as its heading links ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request

from hearing_state.i18n import local_name
from meetings.coverage.queries import Part

WORST = "overdue"
_NONE_LAST = 2.0
_KEYS: dict[str, Callable[[Part], Any]] = {
    "overdue": lambda part: (-part.totals.overdue, _share(part.totals.kept_share)),
    "name": lambda part: local_name(part.place),
    "duties": lambda part: -part.totals.duties,
    "kept": lambda part: _share(part.totals.kept_share),
    "soon": lambda part: -part.totals.due_soon,
    "online": lambda part: _share(part.totals.online_share),
}


def _share(share: float | None) -> float:
    """The lowest first; what cannot be told yet stands last."""
    return _NONE_LAST if share is None else share


def sort_asked(request: Request) -> str:
    asked = request.query_params.get("sort", WORST)
    return asked if asked in _KEYS else WORST


def parts_in_order(parts: Sequence[Part], sort: str) -> list[Part]:
    """The worst first unless asked otherwise. The ministries, which are no place, stand at the end."""
    places = sorted((part for part in parts if part.place), key=lambda part: local_name(part.place))
    return [*sorted(places, key=_KEYS[sort]), *(part for part in parts if part.place is None)]
