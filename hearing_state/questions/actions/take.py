"""An official of the body takes the question into work."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.sight import subject


class Take(Wish):
    question: str


async def about(context: Context, wish: Take) -> Subject:
    return await subject(context, wish.question)


@action("question.take", entry="question.taken", about=about)
async def take(context: Context, wish: Take) -> Done:
    row = await held.hold(wish.question)
    held.step(row, "take")
    row.taken_by = context.actor.person_id
    await row.save()
    await held.happened(context, row, "taken")
    return done(row)
