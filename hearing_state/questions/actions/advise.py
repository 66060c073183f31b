"""A colleague who was asked gives advice."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row as one_row
from hearing_state.errors import Conflict, NotFound
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.models import ConsultationRow

_ASKED = """
SELECT c.colleague_id, q.ref, q.agency_id, q.state FROM questions_consultation c JOIN questions_question q ON q.id = c.question_id
 WHERE c.id = $1
"""


class Advise(Wish):
    consultation: UUID
    text: str = Field(min_length=2, max_length=4_000)


async def about(context: Context, wish: Advise) -> Subject:
    """Belongs to the colleague who was asked, while the question is still in a body where they work."""
    found = await one_row(_ASKED, wish.consultation)
    if found is None or found["agency_id"] not in context.actor.agencies:
        raise NotFound("question.no_such_consultation")
    return Subject(found["ref"], found["colleague_id"], frozenset({found["agency_id"]}), state=found["state"])


@action("question.advise", entry="question.advised", about=about, public=False)
async def advise(context: Context, wish: Advise) -> None:
    asked = await ConsultationRow.select_for_update().get(id=wish.consultation)
    if asked.advised_at is not None:
        raise Conflict("question.advised_already")
    asked.advice, asked.advised_at = wish.text, context.now
    await asked.save()
    found = await one_row(_ASKED, wish.consultation) or {}
    await held.happened(context, await held.hold(found["ref"]), "advised", is_public=False)
