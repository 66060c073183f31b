"""The head prolongs the term with reasons, at most two months from the decision (APPC 76(3))."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.actions.extend_clock import ExtendClock, extend_clock
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import QuestionRow
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.question import Kind
from hearing_state.questions.sight import subject


class Extend(Wish):
    question: str
    until_on: date
    reason: str = Field(min_length=20, max_length=2_000)


async def about(context: Context, wish: Extend) -> Subject:
    return await subject(context, wish.question)


@action("question.extend", entry="question.extended", about=about)
async def extend(context: Context, wish: Extend) -> Done:
    row = await held.hold(wish.question)
    held.step(row, "extend")
    before = await deadlines.clock(context, row.clock_id)
    changed = await by_law(context, extend_clock, _extension(context, row, wish, before.due_on))
    await row.save()
    await held.happened(
        context, row, "extended", reason=wish.reason, before_on=before.due_on, due_on=changed.due_on
    )
    return done(row)


def _extension(context: Context, row: QuestionRow, wish: Extend, due_on: date | None) -> ExtendClock:
    """For requests for information the law speaks of days, not of a last day (law on access to information, 11(10))."""
    if row.kind == Kind.INFORMATION and due_on is not None:
        days = (wish.until_on - due_on).days
        return ExtendClock(clock=row.clock_id, decided_on=context.today, days=days, reason=wish.reason)
    return ExtendClock(
        clock=row.clock_id, decided_on=context.today, until_on=wish.until_on, reason=wish.reason
    )
