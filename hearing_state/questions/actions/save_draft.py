"""Somebody writes down what they want to ask, before or after signing in."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row as one_row
from hearing_state.errors import NotFound
from hearing_state.ids import new_id, new_secret, secret_digest
from hearing_state.questions.models import DraftRow
from hearing_state.questions.question import FILES_MAX, POINTS_MAX, TEXT_MAX, TITLE_MAX

_MINE = """
SELECT id FROM questions_draft WHERE id = $1 AND (owner_id = $2::uuid OR secret_digest = $3::bytea) FOR UPDATE
"""


class SaveDraft(Wish):
    """Nothing is checked but lengths: a draft may be half done. ``secret`` is the browser's own, or comes from the first saving."""

    draft: UUID | None = None
    secret: str | None = Field(None, max_length=100)
    kind: str = Field("", max_length=16)
    title: str = Field("", max_length=TITLE_MAX)
    text: str = Field("", max_length=TEXT_MAX)
    points: tuple[str, ...] = Field((), max_length=POINTS_MAX)
    language: str = Field("", max_length=2)
    place: str = Field("", max_length=9)
    topic: str = Field("", max_length=40)
    agency: str = Field("", max_length=36)
    is_public: bool = True
    files: tuple[UUID, ...] = Field((), max_length=FILES_MAX)


class DraftSaved(BaseModel):
    """``secret`` only for visitors: it opens the draft again in this browser."""

    model_config = ConfigDict(frozen=True)

    draft: UUID
    secret: str | None


@action("question.save_draft", entry="question.draft_saved", public=False, repeatable=False)
async def save_draft(context: Context, wish: SaveDraft) -> DraftSaved:
    owner = context.actor.person_id
    typed = wish.model_dump(mode="json", exclude={"draft", "secret"})
    if wish.draft is None:
        secret = None if owner else wish.secret or new_secret()
        made = await DraftRow.create(
            id=new_id(),
            owner_id=owner,
            secret_digest=secret_digest(secret) if secret else None,
            typed=typed,
            saved_at=context.now,
        )
        return DraftSaved(draft=made.id, secret=secret)
    await require_draft(context, wish.draft, wish.secret)
    await DraftRow.filter(id=wish.draft).update(typed=typed, saved_at=context.now)
    return DraftSaved(draft=wish.draft, secret=None if owner else wish.secret)


async def require_draft(context: Context, draft: UUID, secret: str | None) -> None:
    """Lock one's own draft. Raises NotFound."""
    digest = secret_digest(secret) if secret else None
    if await one_row(_MINE, draft, context.actor.person_id, digest) is None:
        raise NotFound("question.no_such_draft")
