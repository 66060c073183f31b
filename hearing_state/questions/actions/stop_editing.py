"""An official stops writing; somebody else may begin."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import EditLockRow
from hearing_state.questions.sight import subject


class StopEditing(Wish):
    question: str


async def about(context: Context, wish: StopEditing) -> Subject:
    return await subject(context, wish.question)


@action("question.stop_editing", entry="question.editing_stopped", about=about, public=False)
async def stop_editing(context: Context, wish: StopEditing) -> None:
    row = await held.hold(wish.question)
    await EditLockRow.filter(question_id=row.id, person_id=context.actor.person_id).delete()
