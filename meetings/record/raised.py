"""What the rooms below know of a meeting: the questions put to it, and what was promised in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows

_QUESTIONS = """
SELECT q.ref, q.text, q.language, q.state, q.asked_moment_at, q.answered_at, q.answer_kk, q.answer_ru
  FROM asking_question q
 WHERE q.meeting_id = $1 AND q.state IN ('answered', 'taken_away', 'not_reached')
 ORDER BY q.asked_moment_at NULLS LAST, q.answered_at NULLS LAST, q.ref
"""
_PROMISES = """
SELECT c.ref, c.quote, c.due_on, c.agency_id, c.state FROM commitments_commitment c WHERE c.meeting_id = $1 ORDER BY c.ref
"""


@dataclass(frozen=True, slots=True)
class Raised:
    """A question with what became of it: ``answered`` on the spot, ``taken_away``, ``not_reached``."""

    ref: str
    text: str
    language: str
    state: str
    asked_moment_at: datetime | None
    answered_at: datetime | None
    answer_kk: str
    answer_ru: str


@dataclass(frozen=True, slots=True)
class Promised:
    ref: str
    quote: str
    due_on: date | None
    agency_id: UUID
    state: str


async def questions_of(context: Context, meeting_id: UUID) -> list[Raised]:
    """The questions that came to an outcome, in the order in which they were put."""
    del context
    return [
        Raised(**{**each, "answer_kk": each["answer_kk"] or "", "answer_ru": each["answer_ru"] or ""})
        for each in await rows(_QUESTIONS, meeting_id)
    ]


async def promises_of(context: Context, meeting_id: UUID) -> list[Promised]:
    del context
    return [Promised(**each) for each in await rows(_PROMISES, meeting_id)]
