"""Whether a letter that waited for its carrier is still wanted: its reader may have let go meanwhile of what it is about.

What the law owes, and what was asked for a moment ago, is not asked about: it goes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.notifications.letter import describe
from hearing_state.notifications.queries import Intention, off_kinds

Still = Callable[[Context, Intention], Awaitable[Mapping[str, Any] | None]]
"""What of a letter's values its reader still wants to be told; None: nothing."""
_asked: dict[str, Still] = {}


def register_wanted(template: str, still: Still) -> None:
    """ValueError where two packages answer for one letter."""
    if _asked.setdefault(template, still) is not still:
        raise ValueError(f"two packages say whether {template} is wanted")


async def still_wanted(context: Context, intention: Intention) -> Mapping[str, Any] | None:
    """The letter's values as they are to be said now; None where nobody wants the letter any more."""
    described = describe(intention.template)
    if described.owed:
        return intention.values
    if intention.person_id is not None and described.kind in await off_kinds(intention.person_id):
        return None
    still = _asked.get(intention.template)
    return await still(context, intention) if still else intention.values
