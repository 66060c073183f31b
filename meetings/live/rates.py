"""How often one client may say what: a bucket for each kind of message, and one for all together. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from meetings.live.bounds import ALL_FRAMES, RATES, Rate


class Bucket:
    """Tokens as the moment at which the bucket will be full again: one number, exact at any time."""

    __slots__ = ("_full_at", "_rate")

    def __init__(self, rate: Rate) -> None:
        self._rate, self._full_at = rate, 0.0

    def take(self, now: float) -> bool:
        full_at = max(self._full_at, now) + self._rate.every_seconds
        if full_at - now > self._rate.burst * self._rate.every_seconds + 1e-9:
            return False
        self._full_at = full_at
        return True


class Rates:
    def __init__(self, rates: Mapping[str, Rate] = RATES, all_frames: Rate = ALL_FRAMES) -> None:
        self._rates, self._buckets = rates, dict[str, Bucket]()
        self._all = Bucket(all_frames)

    def frame(self, now: float) -> bool:
        """Whether one more frame of any kind is taken."""
        return self._all.take(now)

    def message(self, kind: str, now: float) -> bool:
        if kind not in self._buckets:  # made when first used: two thousand who only listen need few
            self._buckets[kind] = Bucket(self._rates[kind])
        return self._buckets[kind].take(now)
