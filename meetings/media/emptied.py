"""Which rooms of a node nobody is in any more. Signalling processes come and go, and none of them knows who else is there. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

EMPTY_SECONDS = 60.0
"""Longer than a seat waits for its owner to come back."""


class Emptied:
    def __init__(self) -> None:
        self._since: dict[str, float] = {}

    def look(self, rooms: Mapping[str, Any], now: float) -> Sequence[str]:
        """The rooms that have been empty for long enough to be closed. ``now`` of the steady clock."""
        empty = {name for name, room in rooms.items() if not room.publishers and not room.listeners}
        self._since = {name: self._since.get(name, now) for name in empty}
        return [name for name, since in self._since.items() if now - since >= EMPTY_SECONDS]
