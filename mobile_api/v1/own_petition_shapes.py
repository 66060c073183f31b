"""A petition of one's own as the API gives it after the check: why it was not let through, and the draft in which it is mended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Wish
from hearing_state.files.visibility import StoredFile
from mobile_api.v1.file_shapes import AttachedFile, SentFiles
from mobile_api.v1.question_shapes import Language
from mobile_api.v1.shapes import Shape
from petitions.drafting.drafts import Draft
from petitions.drafting.outcome import Done
from petitions.drafting.petition import TEXT_MAX, TITLE_MAX


class PetitionState(Shape):
    """How the petition stands after what was done."""

    ref: str
    state: str

    @classmethod
    def of(cls, done: Done) -> Self:
        return cls(ref=done.ref, state=done.state)


class PetitionMended(Shape):
    draft: UUID = Field(description="The new draft: `/me/petition-drafts/{draft}`")


class PetitionRemark(Shape):
    """What the moderator wants mended."""

    field: str = Field(
        description="`title`, `agency`, `proposal` or `reasons`: the field of the filing that it stands beside"
    )
    text: str


class PetitionDraft(Shape):
    """What was begun. A remark goes once its field is changed. File it with `draft`, which then goes."""

    draft: UUID
    title: str
    topic: str
    place: str
    agency: str
    reasons: str
    proposal: str
    language: str
    files: list[AttachedFile] = Field(
        description="Those that are still there: what is not attached goes after two days"
    )
    remarks: list[PetitionRemark]
    saved_at: datetime

    @classmethod
    def of(cls, draft: Draft, files: Iterable[StoredFile]) -> Self:
        names = ("title", "topic", "place", "agency", "reasons", "proposal", "language")
        return cls(
            draft=draft.id,
            **{name: draft.said(name) for name in names},
            files=[AttachedFile.of(each) for each in files],
            remarks=[PetitionRemark(field=name, text=text) for name, text in draft.remarks.items()],
            saved_at=draft.saved_at,
        )


class PetitionDraftWords(Wish):
    """What is left out stays as it was. Only lengths are looked at: a draft may be half done."""

    title: str | None = Field(None, max_length=TITLE_MAX)
    topic: str | None = Field(None, max_length=40)
    place: str | None = Field(None, pattern=r"^([0-9]{9})?$", description="Its nine digits")
    agency: str | None = Field(None, max_length=100)
    reasons: str | None = Field(None, max_length=TEXT_MAX)
    proposal: str | None = Field(None, max_length=TEXT_MAX)
    language: Language | None = None
    files: SentFiles | None = None
