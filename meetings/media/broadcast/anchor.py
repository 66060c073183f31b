"""Where packets stand on the broadcast's clock: by the publisher's own timestamps, held near to the time of their arrival. Pure."""

from __future__ import annotations

LATE_SECONDS = 0.10
"""So much later than its place a packet may come and still be used: the broadcast runs behind by a little more."""
_EARLY_SECONDS = 0.06
_LOOKED_SECONDS = 5.0


class Anchor:
    """Of one stream. Clocks drift and lines stall: the place moves with them, so that sound and picture stay together."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._ssrc: int | None = None
        self._ticks, self._at = 0, 0.0
        self._lateness, self._looked_at = 0.0, 0.0

    def moment(self, ssrc: int, ticks: int, arrived: float) -> float:
        """``ticks`` beyond 32 bits, ``arrived`` and the result in seconds of the broadcast's clock."""
        if ssrc != self._ssrc:
            self._ssrc = ssrc
            self._begin(ticks, arrived)
        moment = self._at + (ticks - self._ticks) / self._rate
        late = arrived - moment
        if late > LATE_SECONDS or late < -1:
            self._begin(ticks, arrived)
            return arrived
        self._lateness = min(self._lateness, late)
        if arrived - self._looked_at >= _LOOKED_SECONDS:
            if self._lateness < -_EARLY_SECONDS:  # a stall has moved the place, and the line is good again
                self._at += self._lateness
            self._lateness, self._looked_at = late, arrived
        return moment

    def _begin(self, ticks: int, arrived: float) -> None:
        self._ticks, self._at = ticks, arrived
        self._lateness, self._looked_at = 0.0, arrived
