"""The asker takes the question back before the decision (APPC 64(9))."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.publishing import settle
from hearing_state.questions.sight import subject


class Withdraw(Wish):
    question: str
    reason: str = Field("", max_length=1_000)


async def about(context: Context, wish: Withdraw) -> Subject:
    return await subject(context, wish.question)


@action("question.withdraw", entry="question.withdrawn", about=about, hides=True)
async def withdraw(context: Context, wish: Withdraw) -> Done:
    row = await held.hold(wish.question)
    held.step(row, "withdraw")
    row.cure_until_on = None
    await settle(context, row, Outcome.WITHDRAWN)
    await held.leave_desk(row)
    await row.save()
    await held.happened(context, row, "withdrawn", reason=wish.reason)
    return done(row)
