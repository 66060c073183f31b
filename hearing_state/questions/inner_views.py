"""What only the holders of a question see of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.questions.views import AnswerDraft, Happened


@dataclass(frozen=True, slots=True)
class NoteShown:
    author: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ConsultationShown:
    id: UUID
    asked_by: str
    colleague: str
    is_mine_to_answer: bool
    text: str
    asked_at: datetime
    advice: str | None
    advised_at: datetime | None


@dataclass(frozen=True, slots=True)
class MaskShown:
    part: str
    before: str
    fragment: str
    reason: str
    masked_by: str
    masked_at: datetime


@dataclass(frozen=True, slots=True)
class EditLock:
    name: str
    is_mine: bool
    until_at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """What the holders see besides the question: every event with names, notes, advice, masks, draft and lock."""

    events: Sequence[Happened]
    notes: Sequence[NoteShown]
    consultations: Sequence[ConsultationShown]
    masks: Sequence[MaskShown]
    draft: AnswerDraft | None
    lock: EditLock | None
