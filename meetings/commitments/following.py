"""Letters about promises that waited: only who asked for the promise, or still follows it, is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.notifications.queries import Intention
from hearing_state.notifications.wanted import register_wanted
from meetings.commitments import asked, queries

LETTERS = "meetings/commitments/"
NEWS = ("moved", "narrowed", "kept", "missed", "broken", "annulled")
"""What those who follow are told of; whoever had asked the question is told too."""


async def still_followed(context: Context, intention: Intention) -> Mapping[str, Any] | None:
    try:
        found = await queries.commitment(context, intention.about)
    except NotFound:
        return None
    readers = {*await asked.askers_of(found.question_ref), *await queries.followers_of(found.id)}
    return intention.values if intention.person_id in readers else None


def register() -> None:
    for word in NEWS:
        register_wanted(f"{LETTERS}{word}", still_followed)
