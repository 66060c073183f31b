"""The asker agrees to publication afterwards; a moderator reads the question first."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.screen import label
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.question import Screening
from hearing_state.questions.sight import subject


class MakePublic(Wish):
    question: str
    consent: bool = False


async def about(context: Context, wish: MakePublic) -> Subject:
    return await subject(context, wish.question)


@action("question.make_public", entry="question.made_public", about=about)
async def make_public(context: Context, wish: MakePublic) -> Done:
    if not wish.consent:
        raise Invalid("question.consent_needed", field="consent")
    row = await held.hold(wish.question)
    if row.is_public:
        raise Conflict("question.already_public")
    row.is_public, row.consent_at = True, context.now
    row.screening = Screening.WAITING.value
    await row.save()
    await label(context, row)
    await held.happened(context, row, "made_public")
    return done(row)
