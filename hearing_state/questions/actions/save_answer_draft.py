"""The answer as far as it is written; nothing is checked but lengths."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.start_editing import require_lock
from hearing_state.questions.models import AnswerDraftRow, QuestionRow
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.publishing import AnswerText, PointSaid
from hearing_state.questions.question import ANSWER_MAX, EDIT_LOCK_MINUTES, POINTS_MAX
from hearing_state.questions.sight import subject


class SaveAnswerDraft(Wish):
    question: str
    language: str = Field("kk", pattern="^(kk|ru|en)$")
    text: str = Field("", max_length=ANSWER_MAX)
    law: str = Field("", max_length=2_000)
    complaint: str = Field("", max_length=2_000)
    points: tuple[PointSaid, ...] = Field((), max_length=POINTS_MAX)


async def about(context: Context, wish: SaveAnswerDraft) -> Subject:
    return await subject(context, wish.question)


@action("question.save_answer_draft", entry="question.answer_draft_saved", about=about, public=False)
async def save_answer_draft(context: Context, wish: SaveAnswerDraft) -> Done:
    row = await held.hold(wish.question)
    held.step(row, "save_draft")
    lock = await require_lock(context, row)
    draft = await AnswerDraftRow.get_or_none(question_id=row.id)
    if draft is not None and draft.proposed_at is not None:
        raise Conflict("question.waiting_for_second_person")
    lock.expires_at = context.now + timedelta(minutes=EDIT_LOCK_MINUTES)
    await lock.save()
    row.taken_by = row.taken_by or context.actor.person_id
    await row.save()
    await put_answer_draft(context, row, wish)
    return done(row)


async def put_answer_draft(
    context: Context,
    row: QuestionRow,
    said: SaveAnswerDraft | AnswerText,
    proposed_at: datetime | None = None,
) -> None:
    """One draft a question; whoever saved last has written it."""
    await AnswerDraftRow.filter(question_id=row.id).delete()
    await AnswerDraftRow.create(
        question_id=row.id,
        language=said.language,
        text=said.text,
        law=said.law,
        complaint=said.complaint,
        points=[each.model_dump(mode="json") for each in said.points],
        written_by=context.actor.person_id,
        saved_at=context.now,
        proposed_at=proposed_at,
    )
