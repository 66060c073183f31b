"""Somebody throws a draft away."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.questions.actions.save_draft import require_draft
from hearing_state.questions.models import DraftRow


class DiscardDraft(Wish):
    draft: UUID
    secret: str | None = Field(None, max_length=100)


@action("question.discard_draft", entry="question.draft_discarded", public=False)
async def discard_draft(context: Context, wish: DiscardDraft) -> None:
    await require_draft(context, wish.draft, wish.secret)
    await DraftRow.filter(id=wish.draft).delete()
