"""The body refuses to answer, for a coded public reason."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.publishing import settle
from hearing_state.questions.reasons import REFUSAL, require_reason
from hearing_state.questions.sight import subject


class Refuse(Wish):
    question: str
    reason: str = Field(max_length=40)
    text: str = Field(min_length=20, max_length=4_000)


async def about(context: Context, wish: Refuse) -> Subject:
    return await subject(context, wish.question)


@action("question.refuse", entry="question.refused", about=about)
async def refuse(context: Context, wish: Refuse) -> Done:
    require_reason(REFUSAL, wish.reason)
    row = await held.hold(wish.question)
    held.step(row, "refuse")
    row.cure_until_on = None
    await settle(context, row, Outcome.REFUSED)
    await held.leave_desk(row)
    await row.save()
    await held.happened(context, row, "refused", reason=wish.text, code=wish.reason)
    return done(row)
