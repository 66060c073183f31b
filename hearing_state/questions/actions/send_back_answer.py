"""A second person sends the proposed answer back to its author with a remark."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.approve_answer import proposal
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.sight import subject_of_proposal


class SendBackAnswer(Wish):
    question: str
    remark: str = Field(min_length=5, max_length=2_000)


async def about(context: Context, wish: SendBackAnswer) -> Subject:
    return await subject_of_proposal(context, wish.question)


@action("question.send_back_answer", entry="question.answer_sent_back", about=about, public=False)
async def send_back_answer(context: Context, wish: SendBackAnswer) -> Done:
    row = await held.hold(wish.question)
    draft = await proposal(row)
    draft.proposed_at, draft.remark = None, wish.remark
    await draft.save()
    await held.happened(context, row, "answer_sent_back", reason=wish.remark, is_public=False)
    return done(row)
