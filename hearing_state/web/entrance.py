"""How many acts one process takes in at a moment: as many as it can answer soon. More are told at once to come again.

What waits in line is measured by what was answered: somebody who found n in work, herself among them, and was answered after t seconds
says that the house needs t / n for each (Little's law). So many are let in as are answered within ``SOON_SECONDS`` at that pace;
``requests_at_once`` stays the upper bound, and alone holds for those who only read: a page a second late is better than none.
"""

from __future__ import annotations

from dataclasses import dataclass

SOON_SECONDS = 0.2
"""What is let in is to be answered by then; the slow ones of a hundred then need half as much again."""
LEAST = 64
"""So many are let in however slow the house has become. Fewer would not be answered sooner: what a transaction costs for itself is shared by
whoever is in it, and a house that lets in ever fewer becomes ever slower.
"""
CROWD = LEAST // 4
"""Fewer in work say nothing of the pace: then a request waits for its own steps, not for others."""
SLOWEST_SECONDS = 1.0
"""A slow upload counts for no more than this."""
WEIGHT = 0.01
"""Of each answer in what is known of the pace: about the last hundred count."""


@dataclass
class Entrance:
    """One for each process. ``seconds_each``: the measured pace in a crowd; zero before there was one. ``requests_at_once``: the setting."""

    in_work: int = 0
    seconds_each: float = 0.0
    requests_at_once: int = 200

    def enter(self) -> int:
        """How many are in work now, this one among them."""
        self.in_work += 1
        return self.in_work

    def leave(self) -> None:
        self.in_work -= 1

    def answered(self, found: int, seconds: float) -> None:
        """An act was done that had found so many in work."""
        if found < CROWD:
            return
        each = min(seconds, SLOWEST_SECONDS) / found
        self.seconds_each += (each - self.seconds_each) * WEIGHT if self.seconds_each else each

    def acts_at_once(self) -> int:
        if not self.seconds_each:
            return self.requests_at_once
        return min(self.requests_at_once, max(LEAST, round(SOON_SECONDS / self.seconds_each)))


ENTRANCE = Entrance()
"""Of this process."""
