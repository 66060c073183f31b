"""A message, response or proposal is taken note of without an answer (APPC 89(1), 89(3))."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.publishing import settle
from hearing_state.questions.question import Kind
from hearing_state.questions.reasons import NOTE, require_reason
from hearing_state.questions.sight import subject


class Note(Wish):
    question: str
    reason: str = Field(max_length=40)
    text: str = Field(min_length=20, max_length=4_000)


async def about(context: Context, wish: Note) -> Subject:
    return await subject(context, wish.question)


@action("question.note", entry="question.noted", about=about)
async def note(context: Context, wish: Note) -> Done:
    require_reason(NOTE, wish.reason)
    row = await held.hold(wish.question)
    if row.kind not in NOTABLE:
        raise Conflict("question.must_be_answered")
    held.step(row, "note")
    row.cure_until_on = None
    await settle(context, row, Outcome.NOTED)
    await held.leave_desk(row)
    await row.save()
    await held.happened(context, row, "noted", reason=wish.text, code=wish.reason)
    return done(row)


NOTABLE = frozenset({Kind.MESSAGE, Kind.RESPONSE, Kind.PROPOSAL})
