"""An official publishes the answer: each point addressed, law named, right to complain explained (APPC 89)."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, action
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Conflict, SignInNeeded
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import AnswerDraftRow, EditLockRow, QuestionRow
from hearing_state.questions.publishing import Answered, AnswerText, publish_first
from hearing_state.questions.sight import subject


class Answer(AnswerText):
    pass


async def about(context: Context, wish: Answer) -> Subject:
    return await subject(context, wish.question)


@action("question.answer", entry="question.answered", about=about)
async def answer(context: Context, wish: Answer) -> Answered:
    """Raises Conflict where the body wants a second person, or somebody else is writing."""
    row = await held.hold(wish.question)
    held.step(row, "answer")
    await require_free(context, row)
    if (await agencies.agency(context, row.agency_id)).needs_second_person:
        raise Conflict("question.second_person_needed")
    return await publish_first(context, row, wish, written_by=person_of(context), approved_by=None)


async def require_free(context: Context, row: QuestionRow) -> None:
    """Nobody else is writing, and no answer is waiting for a second person."""
    lock = await EditLockRow.get_or_none(question_id=row.id)
    if lock is not None and lock.person_id != context.actor.person_id and lock.expires_at > context.now:
        raise Conflict("question.being_edited", name=lock.name)
    if await AnswerDraftRow.filter(question_id=row.id, proposed_at__isnull=False).exists():
        raise Conflict("question.waiting_for_second_person")


def person_of(context: Context) -> UUID:
    if context.actor.person_id is None:
        raise SignInNeeded()
    return context.actor.person_id
