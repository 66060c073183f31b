"""A second person corrects a published answer: a new version with its reason; the old one stays readable."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, action
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.answer import person_of, require_free
from hearing_state.questions.models import EditLockRow
from hearing_state.questions.publishing import Answered, AnswerText, keep_version, said_of
from hearing_state.questions.question import Point, PointState, State, check_answer_language, check_complete
from hearing_state.questions.sight import subject_of_correction


class CorrectAnswer(AnswerText):
    reason: str = Field(min_length=10, max_length=2_000)


async def about(context: Context, wish: CorrectAnswer) -> Subject:
    return await subject_of_correction(context, wish.question)


@action("question.correct_answer", entry="question.corrected", about=about)
async def correct_answer(context: Context, wish: CorrectAnswer) -> Answered:
    row = await held.hold(wish.question)
    state = held.step(row, "correct")
    await require_free(context, row)
    check_answer_language(row.language, wish.language)
    check_complete([_owed_anew(each) for each in await held.points_of(row)], said_of(wish.points))
    is_second = state is State.ANSWERED_AGAIN
    kept = await keep_version(
        context,
        row,
        wish,
        written_by=person_of(context),
        approved_by=None,
        is_second_round=is_second,
        reason=wish.reason,
    )
    await EditLockRow.filter(question_id=row.id).delete()
    await held.happened(
        context, row, "corrected", reason=wish.reason, version=kept.version, digest=kept.digest
    )
    return Answered(ref=row.ref, version=kept.version, digest=kept.digest, state=row.state)


def _owed_anew(point: Point) -> Point:
    """A corrected answer addresses every point again, but those that went into a question of their own."""
    if point.into_ref is not None:
        return point
    return Point(point.number, point.text, PointState.OPEN)
