"""The procedure ends without an answer, for a coded public reason (APPC 70, 88)."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import QuestionRow
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.publishing import settle
from hearing_state.questions.question import State
from hearing_state.questions.reasons import TERMINATION, require_reason
from hearing_state.questions.sight import subject


class Terminate(Wish):
    question: str
    reason: str = Field(max_length=40)
    text: str = Field(min_length=20, max_length=4_000)


async def about(context: Context, wish: Terminate) -> Subject:
    return await subject(context, wish.question)


@action("question.terminate", entry="question.terminated", about=about)
async def terminate(context: Context, wish: Terminate) -> Done:
    require_reason(TERMINATION, wish.reason)
    row = await held.hold(wish.question)
    _check_cure(context, row, wish.reason)
    held.step(row, "terminate")
    row.cure_until_on = None
    await settle(context, row, Outcome.RETURNED if wish.reason == NOT_CURED else Outcome.TERMINATED)
    await held.leave_desk(row)
    await row.save()
    await held.happened(context, row, "terminated", reason=wish.text, code=wish.reason)
    return done(row)


NOT_CURED = "not_cured"


def _check_cure(context: Context, row: QuestionRow, reason: str) -> None:
    """Only what was returned can be left uncured, and only once the term to cure it is over."""
    if row.state != State.RETURNED:
        if reason == NOT_CURED:
            raise Conflict("question.not_returned")
        return
    if reason == NOT_CURED and row.cure_until_on is not None and context.today <= row.cure_until_on:
        raise Conflict("question.cure_term_runs", until_on=row.cure_until_on)
