"""What the rooms below know of a meeting: the questions put to it, and what was promised in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.deadlines.standing import Standing, standing_of
from hearing_state.deadlines.working_calendar import WorkingCalendar

_QUESTIONS = """
SELECT q.ref, q.text, q.language, q.state, q.asked_moment_at, q.answered_at, q.answer_kk, q.answer_ru
  FROM asking_question q
 WHERE q.meeting_id = $1 AND q.state IN ('answered', 'taken_away', 'not_reached')
 ORDER BY q.asked_moment_at NULLS LAST, q.answered_at NULLS LAST, q.ref
"""
_PROMISES = """
SELECT c.ref, c.quote, c.language, c.translation_kk, c.translation_ru, c.owner_name, c.owner_post_kk, c.owner_post_ru, c.due_on,
       c.agency_id, c.state, c.kept_on, c.broken_on
  FROM commitments_commitment c WHERE c.meeting_id = $1 AND c.state <> 'annulled' ORDER BY c.said_at, c.ref
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
    """A commitment made in the meeting, as it stands now."""

    ref: str
    quote: str
    language: str
    translation_kk: str
    translation_ru: str
    owner_name: str
    owner_post_kk: str
    owner_post_ru: str
    due_on: date
    agency_id: UUID
    state: str
    kept_on: date | None
    broken_on: date | None

    @property
    def name_kk(self) -> str:
        return self.owner_post_kk

    @property
    def name_ru(self) -> str:
        return self.owner_post_ru

    def words_in(self, language: str) -> str:
        """What was said, in that language where it was translated."""
        translated = {"kk": self.translation_kk, "ru": self.translation_ru}.get(language, "")
        return self.quote if language == self.language or not translated else translated

    def standing(self, today: date, calendar: WorkingCalendar) -> Standing:
        """As the clock of the pages takes it."""
        if self.state == "broken":
            return Standing("withdrawn", self.due_on, settled_on=self.broken_on)
        return standing_of(self.due_on, self.kept_on, None, today, calendar)


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
