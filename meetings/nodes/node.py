"""A media node as the house knows it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

SILENT_SECONDS = 5
"""A node that was not heard for so long is dead for everybody who reads."""
BEAT_SECONDS = 1.0


@dataclass(frozen=True)
class Node:
    """``silent``: seconds since it was heard, by the database's clock. ``busy`` and ``late`` as in `media.engine.NodeStats`."""

    id: UUID
    name: str
    kind: str
    address: str
    life: UUID
    capacity: int
    seats: int
    busy: float
    late: float
    silent: float
    meetings: int
    opened_at: datetime
    drained_at: datetime | None

    @property
    def is_alive(self) -> bool:
        return self.silent < SILENT_SECONDS

    @property
    def is_drained(self) -> bool:
        return self.drained_at is not None

    @property
    def share(self) -> float:
        """How full it is, 0 … 1: by its seats or by its processor, whichever is more."""
        return max(self.seats / self.capacity, min(1.0, self.busy))


@dataclass(frozen=True)
class Placed:
    """Where a meeting lives. Another ``life`` of the same node is another place: nothing of the meeting is there."""

    node: UUID
    life: UUID
    address: str
    kind: str
    moves: int
