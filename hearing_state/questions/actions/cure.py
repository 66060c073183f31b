"""The asker cures the defects: what was missing is added, and the rest of the term runs on."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines.actions.resume_clock import ResumeClock, resume_clock
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.screen import label
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.question import TEXT_MAX, Screening
from hearing_state.questions.sight import subject


class Cure(Wish):
    question: str
    text: str = Field(min_length=10, max_length=TEXT_MAX)


async def about(context: Context, wish: Cure) -> Subject:
    return await subject(context, wish.question)


@action("question.cure", entry="question.cured", about=about)
async def cure(context: Context, wish: Cure) -> Done:
    row = await held.hold(wish.question)
    held.step(row, "cure")
    row.text = f"{row.text}\n\n{wish.text}"
    held.refold(row)
    row.cure_until_on = None
    if row.screening == Screening.PUBLISHED:
        row.screening = Screening.WAITING.value  # nobody has read what was added
    await row.save()
    await by_law(context, resume_clock, ResumeClock(clock=row.clock_id, on=context.today))
    await label(context, row)
    await held.happened(context, row, "cured")
    return done(row)
