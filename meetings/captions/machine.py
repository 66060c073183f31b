"""The door for automatic captions: somebody else's recogniser, whichever it is, behind one small protocol.

No recogniser ships with the house, and none is called by it. An operator who has one writes an adapter and runs `follow` beside it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol

import structlog

from hearing_state.actions import Context, by_law
from hearing_state.errors import Conflict, Problem
from meetings.captions.actions.take import Take, take
from meetings.captions.captions import TEXT_MAX, tidied

log = structlog.get_logger("captions")


@dataclass(frozen=True, slots=True)
class Heard:
    """A finished sentence. Half sentences that a recogniser still changes are kept to itself."""

    language: str
    text: str


class Recogniser(Protocol):
    def lines(self, meeting: str) -> AsyncIterator[Heard]:
        """What it hears of the meeting of this reference, until it ends."""
        ...


async def follow(context: Callable[[], Context], meeting: str, recogniser: Recogniser) -> int:
    """How many lines were taken. Ends with the recogniser or with the meeting; a line that is refused is dropped and counted in the log."""
    taken = dropped = 0
    async for heard in recogniser.lines(meeting):
        for text in pieces(heard.text):
            try:
                await by_law(context(), take, Take(meeting=meeting, language=heard.language, text=text))
                taken += 1
            except Conflict:
                return taken
            except (Problem, ValueError):
                dropped += 1
    if dropped:
        log.warning("captions.dropped", meeting=meeting, lines=dropped)
    return taken


def pieces(text: str) -> list[str]:
    """A long sentence as lines that fit, cut between words; a word that does not fit is cut itself."""
    lines: list[str] = []
    rest = tidied(text)
    while len(rest) > TEXT_MAX:
        cut = rest.rfind(" ", 0, TEXT_MAX + 1)
        cut = cut if cut > 0 else TEXT_MAX
        lines.append(rest[:cut])
        rest = rest[cut:].lstrip()
    return [*lines, rest] if rest else lines
