"""A second person has read the proposed answer and publishes it."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import AnswerDraftRow, QuestionRow
from hearing_state.questions.publishing import Answered, AnswerText, PointSaid, publish_first
from hearing_state.questions.sight import subject_of_proposal


class ApproveAnswer(Wish):
    question: str


async def about(context: Context, wish: ApproveAnswer) -> Subject:
    return await subject_of_proposal(context, wish.question)


@action("question.approve_answer", entry="question.answered", about=about)
async def approve_answer(context: Context, wish: ApproveAnswer) -> Answered:
    row = await held.hold(wish.question)
    draft = await proposal(row)
    held.step(row, "answer")
    said = AnswerText(
        question=row.ref,
        language=draft.language,
        text=draft.text,
        law=draft.law,
        complaint=draft.complaint,
        points=tuple(PointSaid.model_validate(each) for each in draft.points),
    )
    return await publish_first(
        context, row, said, written_by=draft.written_by, approved_by=context.actor.person_id
    )


async def proposal(row: QuestionRow) -> AnswerDraftRow:
    """The answer that waits for a second person. Raises Conflict where none does."""
    found = await AnswerDraftRow.get_or_none(question_id=row.id)
    if found is None or found.proposed_at is None:
        raise Conflict("question.no_proposal")
    return found
