"""Somebody writes a petition down step by step, before or after signing in; each page saves what it asked for."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.ids import secret_digest
from petitions.drafting.attachments import allowances
from petitions.drafting.drafts import KEPT, draft
from petitions.drafting.models import DraftRow
from petitions.drafting.petition import TEXT_MAX, TITLE_MAX

FILES_MAX = allowances()["petition"].files


class SaveDraft(Wish):
    """Nothing is checked but lengths: a draft may be half done. A field that is not said stays as it was. ``secret``: the browser's."""

    draft: UUID | None = None
    secret: str | None = Field(None, min_length=20, max_length=100)
    title: str | None = Field(None, max_length=TITLE_MAX)
    topic: str | None = Field(None, max_length=40)
    place: str | None = Field(None, max_length=9)
    agency: str | None = Field(None, max_length=100)
    reasons: str | None = Field(None, max_length=TEXT_MAX)
    proposal: str | None = Field(None, max_length=TEXT_MAX)
    language: str | None = Field(None, max_length=2)
    files: tuple[UUID, ...] | None = Field(None, max_length=FILES_MAX)


class Saved(BaseModel):
    model_config = ConfigDict(frozen=True)

    draft: UUID


@action("petition.save_draft", entry="petition.draft_saved", public=False, repeatable=False)
async def save_draft(context: Context, wish: SaveDraft) -> Saved:
    """Raises NotFound for a draft of somebody else's."""
    said = {name: getattr(wish, name) for name in KEPT if getattr(wish, name) is not None}
    if wish.files is not None:
        said["files"] = " ".join(str(each) for each in wish.files)
    if wish.draft is None:
        return Saved(draft=await _begin(context, wish, said))
    known = await draft(context, wish.draft, wish.secret, held=True)
    remarks = {
        name: remark
        for name, remark in known.remarks.items()
        if said.get(name, known.said(name)) == known.said(name)
    }
    await DraftRow.filter(id=known.id).update(
        typed={**known.typed, **said}, remarks=remarks, saved_at=context.now
    )
    return Saved(draft=known.id)


async def _begin(context: Context, wish: SaveDraft, said: dict[str, str]) -> UUID:
    owner = context.actor.person_id
    digest = secret_digest(wish.secret) if wish.secret and owner is None else None
    made = await DraftRow.create(
        owner_id=owner, secret_digest=digest, typed=said, remarks={}, saved_at=context.now
    )
    return made.id
