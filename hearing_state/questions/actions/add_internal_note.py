"""A note for the colleagues in the body; never public."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.answer import person_of
from hearing_state.questions.models import NoteRow
from hearing_state.questions.sight import subject


class AddInternalNote(Wish):
    question: str
    text: str = Field(min_length=1, max_length=4_000)


async def about(context: Context, wish: AddInternalNote) -> Subject:
    return await subject(context, wish.question)


@action("question.add_internal_note", entry="question.note_added", about=about, public=False)
async def add_internal_note(context: Context, wish: AddInternalNote) -> None:
    row = await held.hold(wish.question)
    await NoteRow.create(
        question_id=row.id, author_id=person_of(context), text=wish.text, written_at=context.now
    )
