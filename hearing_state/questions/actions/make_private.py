"""The asker withdraws the consent to publication; the clock stays public, without the content."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.screen import label
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.question import Screening
from hearing_state.questions.sight import subject


class MakePrivate(Wish):
    question: str


async def about(context: Context, wish: MakePrivate) -> Subject:
    return await subject(context, wish.question)


@action("question.make_private", entry="question.made_private", about=about, hides=True)
async def make_private(context: Context, wish: MakePrivate) -> Done:
    row = await held.hold(wish.question)
    if not row.is_public:
        raise Conflict("question.already_private")
    row.is_public, row.consent_at, row.hidden_reason = False, None, None
    row.screening = Screening.PRIVATE.value
    await row.save()
    await label(context, row)
    await execute("DELETE FROM questions_follow WHERE question_id = $1", row.id)
    await held.happened(context, row, "made_private")
    return done(row)
