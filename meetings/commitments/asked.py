"""Who had asked what the promise answers: questions ahead of a meeting lie in the room next door, which may not be furnished yet."""

from __future__ import annotations

from uuid import UUID

from hearing_state.db import rows, value

_HAS_ROOM = "SELECT to_regclass('asking_question') IS NOT NULL"
_EXISTS = """
SELECT 1 FROM asking_question q JOIN schedule_meeting m ON m.id = q.meeting_id WHERE q.ref = $1 AND m.ref = $2
"""
# Whoever asked it, and whoever asked the same: the members of its bundle.
_ASKERS = """
SELECT DISTINCT q.asker_id FROM asking_question told
  JOIN asking_question q ON q.id = told.id OR (told.bundle_id IS NOT NULL AND q.bundle_id = told.bundle_id)
 WHERE told.ref = $1 AND q.asker_id IS NOT NULL
"""


async def exists(question: str, meeting: str) -> bool:
    """Whether that question was asked ahead of that meeting."""
    return bool(await value(_HAS_ROOM)) and await value(_EXISTS, question, meeting) is not None


async def askers_of(question: str | None) -> list[UUID]:
    """Those who asked it; nobody where the promise answers no question."""
    if not question or not await value(_HAS_ROOM):
        return []
    return [each["asker_id"] for each in await rows(_ASKERS, question)]


async def of_meeting(meeting_id: UUID) -> list[str]:
    """The numbers of the questions asked ahead of a meeting, for the secretary to choose from."""
    if not await value(_HAS_ROOM):
        return []
    sql = "SELECT ref FROM asking_question WHERE meeting_id = $1 ORDER BY ref LIMIT 200"
    return [each["ref"] for each in await rows(sql, meeting_id)]
