"""Who had asked what the promise answers: questions ahead of a meeting lie in the room next door."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hearing_state.db import rows, value

OFFERED_MAX = 200
_EXISTS = """
SELECT 1 FROM asking_question q JOIN schedule_meeting m ON m.id = q.meeting_id
 WHERE q.ref = $1 AND m.ref = $2 AND q.state <> 'withdrawn'
"""
# Whoever asked it, and whoever asked the same: the members of its bundle. Guests leave nobody to be told.
_ASKERS = """
SELECT DISTINCT q.asker_id FROM asking_question told
  JOIN asking_question q ON q.id = told.id OR (told.bundle_id IS NOT NULL AND q.bundle_id = told.bundle_id)
 WHERE told.ref = $1 AND q.asker_id IS NOT NULL AND q.state <> 'withdrawn'
"""
_OF_MEETING = """
SELECT ref, text, language FROM asking_question
 WHERE meeting_id = $1 AND state <> 'withdrawn' AND screening = 'published' ORDER BY ref LIMIT $2
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the public list."""

    ref: str
    text: str
    language: str


async def exists(question: str, meeting: str) -> bool:
    """Whether that question was asked ahead of that meeting."""
    return await value(_EXISTS, question, meeting) is not None


async def askers_of(question: str | None) -> list[UUID]:
    """Those who asked it; nobody where the promise answers no question."""
    if not question:
        return []
    return [each["asker_id"] for each in await rows(_ASKERS, question)]


async def of_meeting(meeting_id: UUID) -> list[Asked]:
    """The public questions asked ahead of a meeting, for the secretary to choose from."""
    return [Asked(**each) for each in await rows(_OF_MEETING, meeting_id, OFFERED_MAX)]
