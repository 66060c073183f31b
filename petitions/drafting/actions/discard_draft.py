"""What was begun is thrown away by whoever began it."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from petitions.drafting.drafts import draft
from petitions.drafting.models import DraftRow


class DiscardDraft(Wish):
    draft: UUID
    secret: str | None = Field(None, max_length=100)


@action("petition.discard_draft", entry="petition.draft_discarded", public=False)
async def discard_draft(context: Context, wish: DiscardDraft) -> None:
    """Raises NotFound."""
    known = await draft(context, wish.draft, wish.secret, held=True)
    await DraftRow.filter(id=known.id).delete()
