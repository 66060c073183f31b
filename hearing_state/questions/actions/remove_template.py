"""A body no longer offers one of its templates."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from hearing_state.questions.actions.save_template import own_template


class RemoveTemplate(Wish):
    agency: UUID
    template: UUID


async def about(context: Context, wish: RemoveTemplate) -> Subject:
    del context
    return Subject(about=str(wish.agency), agencies=frozenset({wish.agency}))


@action("question.remove_template", entry="question.template_removed", about=about, public=False)
async def remove_template(context: Context, wish: RemoveTemplate) -> None:
    found = await own_template(wish.agency, wish.template)
    found.removed_at = context.now
    await found.save()
