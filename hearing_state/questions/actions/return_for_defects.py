"""The body says which defects the question has and until when to cure them; the clock stands still (APPC 64(6))."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines.actions.pause_clock import PauseClock, pause_clock
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.question import check_cure_term
from hearing_state.questions.sight import subject


class ReturnForDefects(Wish):
    question: str
    defects: str = Field(min_length=20, max_length=2_000)
    until_on: date


async def about(context: Context, wish: ReturnForDefects) -> Subject:
    return await subject(context, wish.question)


@action("question.return", entry="question.returned", about=about)
async def return_for_defects(context: Context, wish: ReturnForDefects) -> Done:
    check_cure_term(context.today, wish.until_on)
    row = await held.hold(wish.question)
    held.step(row, "return")
    paused = PauseClock(
        clock=row.clock_id, on=context.today, cure_until_on=wish.until_on, reason=wish.defects
    )
    await by_law(context, pause_clock, paused)
    row.cure_until_on = wish.until_on
    await held.leave_desk(row)
    await row.save()
    await held.happened(context, row, "returned", reason=wish.defects, cure_until_on=wish.until_on)
    return done(row)
