"""What can be reported: the owner of a kind of things says who sees one, who wrote it, and where it is read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.permissions import VISITOR


@dataclass(frozen=True, slots=True)
class Thing:
    """``title`` and ``url`` as the reader at hand may see them; ``author_id`` may appeal."""

    about: str
    title: str
    url: str
    author_id: UUID | None = None


Show = Callable[[Context, str], Awaitable[Thing | None]]
_shown: dict[str, Show] = {}


def register_thing(letter: str, show: Show) -> None:
    """``show(context, about)`` gives the thing if this reader may see it, else None.

    ``letter`` begins the references of these things (``Q``). Moderators are asked with their own context; for the house
    itself (the system) the thing must always be given, hidden or not.
    """
    known = _shown.setdefault(letter, show)
    if known is not show:
        raise ValueError(f"the things of {letter} have two owners")


async def shown(context: Context, about: str) -> Thing:
    """Raises NotFound alike for what is private, hidden, unknown or of no kind that can be reported."""
    show = _shown.get(about.partition("-")[0])
    found = await show(context, about) if show else None
    if found is None:
        raise NotFound("moderation.thing_not_found")
    return found


async def is_public(context: Context, about: str) -> bool:
    """Whether somebody who is not signed in sees it."""
    try:
        await shown(replace(context, actor=VISITOR), about)
    except NotFound:
        return False
    return True
