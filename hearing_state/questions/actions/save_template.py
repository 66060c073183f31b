"""A body keeps a text that its answers often need."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import NotFound
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.questions.actions.answer import person_of
from hearing_state.questions.models import TemplateRow
from hearing_state.questions.question import ANSWER_MAX


class SaveTemplate(Wish):
    """``template``: the one to change; without it a new one is made."""

    agency: UUID
    template: UUID | None = None
    language: Literal["kk", "ru", "en"]
    name: str = Field(min_length=2, max_length=120)
    text: str = Field(min_length=2, max_length=ANSWER_MAX)


async def about(context: Context, wish: SaveTemplate) -> Subject:
    del context
    return Subject(about=str(wish.agency), agencies=frozenset({wish.agency}))


@action("question.save_template", entry="question.template_saved", about=about, public=False)
async def save_template(context: Context, wish: SaveTemplate) -> UUID:
    row = TemplateRow(id=new_id(), agency_id=wish.agency)
    if wish.template is not None:
        row = await own_template(wish.agency, wish.template)
    row.language, row.name, row.text = wish.language, wish.name, wish.text
    row.saved_by, row.saved_at = person_of(context), context.now
    await row.save()
    return row.id


async def own_template(agency: UUID, template: UUID) -> TemplateRow:
    """Raises NotFound."""
    found = await TemplateRow.get_or_none(id=template, agency_id=agency, removed_at__isnull=True)
    if found is None:
        raise NotFound("question.no_such_template")
    return found
