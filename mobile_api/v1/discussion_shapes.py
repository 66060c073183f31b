"""What is said about petitions and about drafts of their decisions, as the API takes and gives it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Wish
from mobile_api.v1.shapes import Shape
from petitions.considering.discussion import COMMENT_MAX, COMMENT_MIN
from petitions.signing.queries import Signer


class SignerComment(Shape):
    """Said with a signature, read by a moderator before anybody else."""

    author: str = Field(description="First name and initial; empty where there is none")
    place: str = Field(description="Code of the oblast, where the signer said it")
    text: str
    signed_at: datetime

    @classmethod
    def of(cls, signer: Signer) -> Self:
        return cls(
            author=signer.shown_name, place=signer.place_code, text=signer.comment, signed_at=signer.signed_at
        )


class SignerComments(Shape):
    comments: list[SignerComment] = Field(description="The latest first")
    next: str | None = Field(description="Give it as `cursor` for the next page; `null`: this was the last")


class DraftDecision(Shape):
    """A draft of the decision before the public. Comments are taken from the first day to the end of the last."""

    number: int = Field(description="Among the petition's; the latest draft has the highest")
    language: str
    text: str
    text_kk: str = Field(description="The Kazakh words, where `text` is in another language")
    opens_on: date
    closes_on: date
    announced_at: datetime
    takes_comments: bool
    comments: int = Field(description="As many as everybody reads")
    taken: str = Field(description="What the body took from them, once it has said so")
    not_taken: str
    summarised_at: datetime | None

    @classmethod
    def of(cls, row: Any, comments: int, *, takes_comments: bool) -> Self:
        same = (
            "number", "language", "text", "text_kk", "opens_on", "closes_on", "announced_at", "taken", "not_taken", "summarised_at",
        )  # fmt: skip
        return cls(
            **{name: getattr(row, name) for name in same}, takes_comments=takes_comments, comments=comments
        )


class DraftComment(Shape):
    id: UUID
    author: str = Field(description="First name and initial")
    text: str
    made_at: datetime

    @classmethod
    def of(cls, row: Any) -> Self:
        return cls(id=row.id, author=row.shown_name, text=row.text, made_at=row.made_at)


class DraftComments(Shape):
    comments: list[DraftComment] = Field(description="Oldest first")
    total: int
    hidden: int = Field(description="Hidden after a report; counted, not shown")
    next: str | None = Field(description="Give it as `cursor` for the next page; `null`: this was the last")


class DraftCommenting(Wish):
    text: str = Field(min_length=COMMENT_MIN, max_length=COMMENT_MAX)
    consent: bool = Field(
        False, description="The words and one's first name and initial are published; needed"
    )


class DraftCommented(Shape):
    id: UUID
