"""The asker says whether the answer helped."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import RatingRow
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.question import State
from hearing_state.questions.sight import subject


class Rate(Wish):
    question: str
    stars: int = Field(ge=1, le=5)
    remark: str = Field("", max_length=1_000)


async def about(context: Context, wish: Rate) -> Subject:
    return await subject(context, wish.question)


@action("question.rate", entry="question.rated", about=about)
async def rate(context: Context, wish: Rate) -> Done:
    row = await held.hold(wish.question)
    is_second = row.state == State.ANSWERED_AGAIN
    held.step(row, "rate")
    if await RatingRow.filter(question_id=row.id, is_second_round=is_second).exists():
        raise Conflict("question.rated_already")
    await RatingRow.create(
        question_id=row.id,
        is_second_round=is_second,
        stars=wish.stars,
        remark=wish.remark,
        rated_at=context.now,
    )
    await row.save()
    await held.happened(context, row, "rated", reason=wish.remark, stars=wish.stars)
    return done(row)
