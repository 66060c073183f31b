"""A moderator lets everybody read what a signer wrote beside her signature, or hides it. The signature counts either way."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row as one_row
from hearing_state.errors import NotFound
from petitions.drafting.models import PetitionRow

_SET = "UPDATE signing_signature SET comment_state = $2 WHERE id = $1 AND comment_state = 'waiting' AND state = 'valid' RETURNING petition_id"


class ScreenComment(Wish):
    signature: UUID
    verdict: Literal["publish", "hide"]


@action("petition.screen_comment", entry="petition.comment_screened", public=False)
async def screen_comment(context: Context, wish: ScreenComment) -> None:
    """Raises NotFound for what does not wait (any more)."""
    state = "published" if wish.verdict == "publish" else "hidden"
    found = await one_row(_SET, wish.signature, state)
    if found is None:
        raise NotFound("petition.no_such_comment")
    row = await PetitionRow.get(id=found["petition_id"])
    context.record("petition.comment_screened", row.ref, verdict=wish.verdict)
