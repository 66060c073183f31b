"""The asker marks points that the answer did not answer."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Invalid
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import PointRow, QuestionRow
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.question import POINTS_MAX, PointState
from hearing_state.questions.sight import subject


class MarkUnanswered(Wish):
    question: str
    numbers: tuple[int, ...] = Field(min_length=1, max_length=POINTS_MAX)


async def about(context: Context, wish: MarkUnanswered) -> Subject:
    return await subject(context, wish.question)


@action("question.mark_unanswered", entry="question.marked_unanswered", about=about)
async def mark_unanswered(context: Context, wish: MarkUnanswered) -> Done:
    row = await held.hold(wish.question)
    held.step(row, "mark")
    await mark(row, wish.numbers)
    await held.happened(context, row, "marked_unanswered", numbers=sorted(set(wish.numbers)))
    return done(row)


async def mark(row: QuestionRow, numbers: tuple[int, ...]) -> None:
    """Points that went to another body are asked about there. Raises Invalid."""
    known = {each.number for each in await held.points_of(row) if each.into_ref is None}
    if set(numbers) - known:
        raise Invalid("question.no_such_point", field="numbers")
    chosen = PointRow.filter(question_id=row.id, number__in=list(numbers))
    await chosen.update(state=PointState.UNANSWERED.value)
