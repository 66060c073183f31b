"""The answer is written and complete; a second person looks at it before the public does."""

from __future__ import annotations

from hearing_state.actions import Context, action
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.answer import require_free
from hearing_state.questions.actions.save_answer_draft import put_answer_draft
from hearing_state.questions.models import EditLockRow
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.publishing import AnswerText, check_answer
from hearing_state.questions.sight import subject


class ProposeAnswer(AnswerText):
    pass


async def about(context: Context, wish: ProposeAnswer) -> Subject:
    return await subject(context, wish.question)


@action("question.propose_answer", entry="question.answer_proposed", about=about, public=False)
async def propose_answer(context: Context, wish: ProposeAnswer) -> Done:
    row = await held.hold(wish.question)
    held.step(row, "propose")
    await require_free(context, row)
    check_answer(row, await held.points_of(row), wish)
    await put_answer_draft(context, row, wish, proposed_at=context.now)
    await EditLockRow.filter(question_id=row.id).delete()
    row.taken_by = row.taken_by or context.actor.person_id
    await row.save()
    await held.happened(context, row, "answer_proposed", is_public=False)
    return done(row)
