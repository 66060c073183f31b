"""Who reads the reasons that a body wrote into the clock of a private matter is recorded by the package that owns the matter, not here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from hearing_state.actions import Context
from hearing_state.deadlines.explanation import Explanation

Hears = Callable[[Context, str], Awaitable[None]]
_hear: dict[str, Hears] = {}


def register_hearer(letter: str, hears: Hears) -> None:
    """``letter`` begins the references of a package's things; ``hears`` is told of each before its reasons are shown."""
    known = _hear.setdefault(letter, hears)
    if known is not hears:
        raise ValueError(f"the clocks of {letter} have two owners")


async def shows(context: Context, explained: Explanation) -> None:
    """By the page that shows them, before it does. Of public matters nothing is asked, nor for people who work nowhere."""
    clock = explained.clock
    if clock.is_public or not context.actor.is_staff:
        return
    hears = _hear.get(clock.about.partition("-")[0])
    if hears is not None and any(getattr(each.event, "reason", "") for each in explained.happenings):
        await hears(context, clock.about)
