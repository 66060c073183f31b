"""What the room of questions ahead knows of a meeting. Read here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows, value

# What a moderator has not shown to the public does not come to it by way of the minutes.
_QUESTIONS = """
SELECT q.ref, CASE WHEN q.screening = 'published' THEN q.text ELSE '' END AS text, q.language, q.state, q.asked_moment_at, q.answered_at, q.answer_kk, q.answer_ru
  FROM asking_question q
 WHERE q.meeting_id = $1 AND q.state IN ('answered', 'taken_away', 'not_reached')
 ORDER BY q.asked_moment_at NULLS LAST, q.answered_at NULLS LAST, q.ref
"""
_ASKERS = (
    "SELECT DISTINCT q.asker_id FROM asking_question q WHERE q.meeting_id = $1 AND q.asker_id IS NOT NULL"
)
_ASKED = "SELECT count(*) FROM asking_question q WHERE q.meeting_id = $1 AND q.state <> 'withdrawn'"
_LISTED = """
SELECT q.ref, CASE WHEN q.screening = 'published' THEN q.text ELSE '' END AS text FROM asking_question q
 WHERE q.meeting_id = $1 AND q.state <> 'withdrawn' ORDER BY q.ref LIMIT $2
"""
LISTED_MAX = 200
# $2 is today: what was taken away runs under the clock of the question that it became.
_COUNTS = """
SELECT q.meeting_id, count(*)::int AS questions_raised,
       count(*) FILTER (WHERE q.state = 'answered')::int AS answered_on_the_spot,
       count(*) FILTER (WHERE q.state = 'taken_away')::int AS taken_away,
       count(*) FILTER (WHERE q.state = 'not_reached')::int AS not_reached,
       count(*) FILTER (WHERE q.state = 'taken_away' AND owed.settled_on IS NOT NULL)::int AS taken_away_resolved,
       count(*) FILTER (WHERE q.state = 'taken_away' AND owed.settled_on IS NULL AND owed.due_on < $2::date)::int AS taken_away_overdue
  FROM asking_question q LEFT JOIN deadlines_clock owed ON owed.about = q.taken_ref AND owed.kind = 'duty'
 WHERE q.meeting_id = ANY ($1::uuid[]) AND q.state IN ('answered', 'taken_away', 'not_reached') GROUP BY q.meeting_id
"""


@dataclass(frozen=True, slots=True)
class Raised:
    """A question with what became of it: ``answered`` on the spot, ``taken_away``, ``not_reached``.

    ``text`` is empty where a moderator has not shown it to the public.
    """

    ref: str
    text: str
    language: str
    state: str
    asked_moment_at: datetime | None
    answered_at: datetime | None
    answer_kk: str
    answer_ru: str


async def questions_of(context: Context, meeting_id: UUID) -> list[Raised]:
    """The questions that came to an outcome, in the order in which they were put."""
    del context
    return [
        Raised(**{**each, "answer_kk": each["answer_kk"] or "", "answer_ru": each["answer_ru"] or ""})
        for each in await rows(_QUESTIONS, meeting_id)
    ]


async def listed(context: Context, meeting_id: UUID) -> dict[str, str]:
    """Reference -> words of every question that was put down for the meeting, whatever became of it."""
    del context
    return {each["ref"]: each["text"] for each in await rows(_LISTED, meeting_id, LISTED_MAX)}


async def asked_ahead(context: Context, meeting_id: UUID) -> int:
    """How many questions were put down for the meeting."""
    del context
    return int(await value(_ASKED, meeting_id))


async def askers_of(context: Context, meeting_id: UUID) -> list[UUID]:
    """Those who asked ahead, each once. For the house itself."""
    del context
    return [each["asker_id"] for each in await rows(_ASKERS, meeting_id)]


async def counts_of(context: Context, meeting_ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """How many questions of each meeting came to which outcome; a meeting without any is left out."""
    wanted = list(meeting_ids)
    if not wanted:
        return {}
    found = await rows(_COUNTS, wanted, context.today)
    return {each.pop("meeting_id"): each for each in found}
