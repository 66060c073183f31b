"""An official asks a colleague in the same body for advice."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.answer import person_of
from hearing_state.questions.models import ConsultationRow
from hearing_state.questions.sight import subject


class AskColleague(Wish):
    question: str
    colleague: UUID
    text: str = Field(min_length=5, max_length=4_000)


async def about(context: Context, wish: AskColleague) -> Subject:
    return await subject(context, wish.question)


@action("question.ask_colleague", entry="question.colleague_asked", about=about, public=False)
async def ask_colleague(context: Context, wish: AskColleague) -> UUID:
    row = await held.hold(wish.question)
    staff = await agencies.staff(context, row.agency_id)
    if wish.colleague == context.actor.person_id or all(each.person_id != wish.colleague for each in staff):
        raise Invalid("question.no_such_colleague", field="colleague")
    made = await ConsultationRow.create(
        id=new_id(),
        question_id=row.id,
        asked_by=person_of(context),
        colleague_id=wish.colleague,
        text=wish.text,
        asked_at=context.now,
    )
    await held.happened(context, row, "colleague_asked", is_public=False)
    return made.id
