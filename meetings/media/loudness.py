"""Who speaks, from the levels that the publishers' devices write into their packets: nothing is decoded. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SILENCE = 127.0
"""Levels are decibels below full scale: 0 loud … 127 silent (RFC 6464)."""
AUDIBLE = 55.0
LOUDER_BY = 6.0
FOR_SECONDS = 0.4
QUIET_SECONDS = 0.8


class Smoothed:
    """A level that follows a voice up quickly and down slowly, so that a pause between words is no silence."""

    def __init__(self) -> None:
        self.level = SILENCE

    def hear(self, level: int) -> None:
        weight = 0.3 if level < self.level else 0.05
        self.level += weight * (level - self.level)


class ActiveSpeaker:
    """Chooses one speaker and keeps her until another is clearly louder for a while or she falls silent."""

    def __init__(self) -> None:
        self.speaker: str | None = None
        self._rival: str | None = None
        self._rival_since = 0.0
        self._heard_at = 0.0

    def look(self, levels: Mapping[str, float], now: float) -> str | None:
        """``levels`` of all who have the floor; ``now`` of the steady clock. Gives the speaker, None before the first word."""
        if self.speaker not in levels:
            self.speaker = None
        loudest = min(levels, key=lambda each: levels[each], default=None)
        if loudest is None or levels[loudest] > AUDIBLE:
            return self.speaker
        if self.speaker is None or loudest == self.speaker:
            return self._take(loudest, now)
        if levels[self.speaker] < AUDIBLE:
            self._heard_at = now
        if loudest != self._rival:
            self._rival, self._rival_since = loudest, now
        is_louder = (
            levels[loudest] + LOUDER_BY < levels[self.speaker] and now - self._rival_since >= FOR_SECONDS
        )
        if is_louder or now - self._heard_at >= QUIET_SECONDS:
            return self._take(loudest, now)
        return self.speaker

    def _take(self, speaker: str, now: float) -> str:
        self.speaker, self._rival, self._heard_at = speaker, None, now
        return speaker


def voices(levels: Mapping[str, float], heard: Sequence[str], most: int) -> list[str]:
    """Whose sound goes to the listeners: the loudest, but nobody heard now is cut off for a level just a little higher."""
    favour = dict.fromkeys(heard, LOUDER_BY)
    return sorted(levels, key=lambda each: (levels[each] - favour.get(each, 0.0), each))[:most]
