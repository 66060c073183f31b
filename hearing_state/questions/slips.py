"""Numbers of the questions' series that are held elsewhere: asked ahead of a meeting, not (yet) a question to answer in writing.

Whoever keeps them registers here, so that a slip is found by its number, and its words can be reported, wherever it lies.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from hearing_state.actions import Context
from hearing_state.moderation.things import Thing


@dataclass(frozen=True, slots=True)
class Slips:
    """``address``: of the page that says how it stands; ``thing``: as somebody may report it. None for a number that is not there."""

    address: Callable[[Context, str], Awaitable[str | None]]
    thing: Callable[[Context, str], Awaitable[Thing | None]]


_kept: list[Slips] = []


def register_slips(slips: Slips) -> None:
    if slips not in _kept:
        _kept.append(slips)


async def address_of(context: Context, ref: str) -> str | None:
    """Where the slip of this number is read; None where nobody knows it."""
    for slips in _kept:
        if (found := await slips.address(context, ref)) is not None:
            return found
    return None


async def thing_of(context: Context, ref: str) -> Thing | None:
    for slips in _kept:
        if (found := await slips.thing(context, ref)) is not None:
            return found
    return None
