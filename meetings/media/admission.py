"""Who may still come in: a full node says so before the quality of those inside falls. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hearing_state.errors import TooMany, Unavailable
from meetings.media.limits import NodeLimits


@dataclass(frozen=True)
class Load:
    """How busy the process was in the last second or so: share of one core, and seconds by which its loop woke late."""

    busy: float = 0.0
    late: float = 0.0


class Admission:
    """Counts the joins of one node. ``now`` is the steady clock in seconds."""

    def __init__(self, limits: NodeLimits) -> None:
        self.limits = limits
        self.load = Load()
        self.is_closing = False
        self._tokens = float(limits.join_burst)
        self._at: float | None = None

    @property
    def is_busy(self) -> bool:
        return self.load.busy >= self.limits.busy_share or self.load.late >= self.limits.late_seconds

    def enter(self, now: float, seats: int, *, speaks: bool = False) -> None:
        """One more peer, or Unavailable (the node closes or is full), or TooMany (come again in a second).

        ``speaks``: who has the floor comes in whatever the load; without her there is nothing for the others to hear. The stage bounds
        how many they are, and signalling how often one of them comes.
        """
        if self.is_closing:
            raise Unavailable("media.closing")
        if speaks:
            return
        if seats >= self.limits.seats or self.is_busy:
            raise Unavailable("media.full")
        self._refill(now)
        if self._tokens < 1:
            wait = math.ceil((1 - self._tokens) / self.limits.joins_a_second)
            raise TooMany("media.joining_too_fast", retry_after_seconds=wait)
        self._tokens -= 1

    def _refill(self, now: float) -> None:
        if self._at is not None:
            gained = max(0.0, now - self._at) * self.limits.joins_a_second
            self._tokens = min(float(self.limits.join_burst), self._tokens + gained)
        self._at = now
