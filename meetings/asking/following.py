"""Letters to those who stood behind a question: who does so no more when the letter leaves is not told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.db import value
from hearing_state.notifications.queries import Intention
from hearing_state.notifications.wanted import register_wanted
from meetings.asking.telling import LETTERS

# Questions that ask the same are one line: who stands behind one of them stands behind the line.
_SUPPORTS = """
SELECT 1 FROM asking_question told JOIN asking_question q ON q.id = told.id OR q.bundle_id = told.bundle_id
  JOIN asking_support s ON s.question_id = q.id WHERE told.ref = $1 AND s.person_id = $2 LIMIT 1
"""


async def still_supported(context: Context, intention: Intention) -> Mapping[str, Any] | None:
    del context
    return intention.values if await value(_SUPPORTS, intention.about, intention.person_id) else None


def register() -> None:
    register_wanted(f"{LETTERS}/supported", still_supported)
