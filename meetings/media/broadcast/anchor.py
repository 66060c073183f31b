"""Where packets stand on the broadcast's clock, so that what somebody did and said at the same moment is seen and heard together. Pure.

A publisher's reports tell which moment of her own clock the timestamps of each stream mean. Her clock is laid upon ours once for all
of her streams, as near to the arrival of her packets as the quickest of them allow.
"""

from __future__ import annotations

from collections import deque

from meetings.media.rtc.packets import M32, Report

LATE_SECONDS = 0.10
"""So much later than its place sound may come and still be used: the broadcast runs behind by a little more."""
_EARLY_SECONDS = 0.03
_STRANGE_SECONDS = 5.0
_LOOKS_SECONDS = (0.5, 5.0)
_REPORTS = 8
_HALF32 = 0x80000000


class Clock:
    """A clock of somebody else, laid upon ours. Both drift and lines stall: the place moves with them."""

    def __init__(self) -> None:
        self._ours_is_ahead: float | None = None
        self._lateness = self._looked_at = 0.0
        self._looks = _LOOKS_SECONDS[0]

    def moment(self, seconds: float, arrived: float, *, hurries: bool) -> float:
        """``seconds`` of that clock, at ours. ``hurries``: what comes late could not be used, so the place moves."""
        if self._ours_is_ahead is None:
            self._begin(seconds, arrived)
        assert self._ours_is_ahead is not None
        late = arrived - seconds - self._ours_is_ahead
        if (hurries and late > LATE_SECONDS) or abs(late) > _STRANGE_SECONDS:
            self._begin(seconds, arrived)
            return arrived
        self._lateness = min(self._lateness, late)
        if arrived - self._looked_at >= self._looks:
            if self._lateness < -_EARLY_SECONDS:  # it began, or was moved, by one that came late
                self._ours_is_ahead += self._lateness
            self._looks = min(2 * self._looks, _LOOKS_SECONDS[1])
            self._lateness, self._looked_at = late, arrived
        return seconds + self._ours_is_ahead

    def _begin(self, seconds: float, arrived: float) -> None:
        self._ours_is_ahead = arrived - seconds
        self._lateness, self._looked_at, self._looks = 0.0, arrived, _LOOKS_SECONDS[0]


class Anchor:
    """Of one stream with so many ticks in a second. ``clock``: of its publisher, common to all of her streams."""

    def __init__(self, rate: int, clock: Clock, *, hurries: bool) -> None:
        self._rate, self._clock, self._hurries = rate, clock, hurries
        self._ssrc: int | None = None
        self._own = Clock()
        self._told: deque[float] = deque(maxlen=_REPORTS)
        self._report: Report | None = None

    def moment(self, ssrc: int, ticks: int, arrived: float, report: Report | None) -> float:
        """``ticks`` beyond 32 bits, ``arrived`` and the result in seconds of the broadcast's clock."""
        if ssrc != self._ssrc:
            self._ssrc, self._own, self._report = ssrc, Clock(), None
            self._told.clear()
        if report is not None and report.ssrc == ssrc and report is not self._report:
            self._report = report
            reported = ticks + ((report.ticks - ticks + _HALF32) & M32) - _HALF32
            self._told.append(report.seconds - reported / self._rate)
        if not self._told:
            return self._own.moment(ticks / self._rate, arrived, hurries=self._hurries)
        # A busy device sends late and then reports late: the least is what it meant.
        return self._clock.moment(ticks / self._rate + min(self._told), arrived, hurries=self._hurries)
