"""Petitions as the API takes and gives them. Nobody's name but an author's short one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Wish
from hearing_state.agencies.agency import Agency
from mobile_api.v1.file_shapes import AttachedFile, SentFiles
from mobile_api.v1.question_shapes import Language
from mobile_api.v1.shapes import Body, Shape, Standing
from petitions.browsing.wording import Happened
from petitions.drafting import wording
from petitions.drafting.actions import file
from petitions.drafting.nearness import Near
from petitions.drafting.petition import TEXT_MAX, TEXT_MIN, TITLE_MAX, TITLE_MIN
from petitions.signing.actions import sign
from petitions.signing.actions.sign import COMMENT_MAX
from petitions.signing.queries import Counted, Own


class PetitionFiling(Wish):
    """`agency`: to whom, by its address name. `place`: where the author lives."""

    title: str = Field(min_length=TITLE_MIN, max_length=TITLE_MAX)
    topic: str = Field(min_length=1, max_length=40)
    agency: str = Field(min_length=1, max_length=100)
    reasons: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    proposal: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    language: Language = "kk"
    place: str = Field(pattern=r"^[0-9]{9}$", description="Its nine digits")
    consent: bool = Field(
        False, description="The words and one's first name and initial are published; needed"
    )
    files: SentFiles = ()
    draft: UUID | None = Field(None, description="A draft of one's own that this was written in; it goes")


class PetitionSigning(Wish):
    consent: bool = Field(False, description="To the processing of one's data for this signature; needed")
    place: str = Field("", pattern=r"^([0-9]{9})?$", description="One's oblast, if one wants to say it")
    comment: str = Field("", max_length=COMMENT_MAX, description="Shown once a moderator has read it")


class PetitionWords(Wish):
    title: str = Field(min_length=1, max_length=TITLE_MAX)
    topic: str = Field("", max_length=40)
    language: Language = "kk"


class PetitionFiled(Shape):
    """The slip. `link` opens the petition before it is public: pass it on to the first fifty."""

    ref: str
    link: str
    until_on: date = Field(description="Until this day fifty people must have joined")

    @classmethod
    def of(cls, filed: file.Filed) -> Self:
        return cls(ref=filed.ref, link=filed.link, until_on=filed.until_on)


class PetitionSigned(Shape):
    """`receipt` finds one's own signature later without a name."""

    ref: str
    receipt: str
    is_new: bool = Field(description="`false` for whoever had signed already")

    @classmethod
    def of(cls, signed: sign.Signed) -> Self:
        return cls(ref=signed.ref, receipt=signed.receipt, is_new=signed.is_new)


class PetitionLine(Shape):
    ref: str
    title: str
    language: str
    state: str
    state_name: str
    topic: str
    body: Body
    total: int = Field(description="Signatures, as far as the counter has come")
    needed: int | None = Field(description="By law; none before it is published")
    collect_until_on: date | None

    @classmethod
    def of(cls, line: Any, body: Agency, total: int) -> Self:
        same = ("ref", "title", "language", "state", "topic", "needed", "collect_until_on")
        return cls(
            **{name: getattr(line, name) for name in same},
            state_name=wording.state_name(line.state),
            body=Body.of(body),
            total=total,
        )


class PetitionPage(Shape):
    petitions: list[PetitionLine]
    next: str | None


class PetitionCount(Shape):
    """`counted_at`: the counter has come so far."""

    ref: str
    total: int
    needed: int | None
    counted_at: datetime
    by_proof: dict[str, int] = Field(
        description="By what the signers proved who they are: `code`, `eds`, `openid`, `paper`"
    )

    @classmethod
    def of(cls, row: Any, counted: Counted, by_proof: Mapping[str, int]) -> Self:
        return cls(
            ref=row.ref,
            total=counted.total,
            needed=row.needed,
            counted_at=counted.counted_at,
            by_proof=dict(by_proof),
        )


class PetitionEvent(Shape):
    title: str
    text: str
    at: datetime

    @classmethod
    def of(cls, happened: Happened) -> Self:
        return cls(title=happened.title, text=happened.text, at=happened.at)


class OwnSignature(Shape):
    receipt: str
    signed_at: datetime
    proof: str

    @classmethod
    def of(cls, own: Own) -> Self:
        return cls(receipt=own.receipt, signed_at=own.signed_at, proof=own.proof)


class PetitionRejected(Shape):
    """Why the check did not let it through. Remarks to single fields are the author's alone: see `mend`."""

    code: str
    reason: str = Field(description="A sentence in the reader's language")
    article: str
    subject: str = Field(description="The forbidden subject of the law, where that is the reason")
    same: str = Field(description="The petition on the same subject, where that is the reason")
    explanation: str

    @classmethod
    def of(cls, said: Mapping[str, Any] | None) -> Self | None:
        if said is None:
            return None
        verdict = said["verdict"]
        return cls(
            code=verdict.reason,
            reason=said["reason"],
            article=said["article"],
            subject=said["subject"],
            same=verdict.same_ref,
            explanation=verdict.explanation,
        )


class PetitionShown(Shape):
    petition: PetitionLine
    proposal: str
    reasons: str
    author: str = Field(description="First name and initial")
    filed_at: datetime
    events: list[PetitionEvent] = Field(description="Oldest first")
    standings: list[Standing] = Field(description="The days that the law sets, and how they stand")
    can_sign: bool
    can_unsign: bool = Field(description="Until it is sent one's signature can be taken back")
    is_own: bool
    can_withdraw: bool = Field(description="Its author, until it is decided")
    can_mend: bool = Field(description="Its author, where the check did not let it through")
    own_signature: OwnSignature | None
    files: list[AttachedFile]
    rejected: PetitionRejected | None

    @classmethod
    def of(cls, row: Any, line: PetitionLine, events: Iterable[Happened], **more: Any) -> Self:
        return cls(
            petition=line,
            proposal=row.proposal,
            reasons=row.reasons,
            author=row.author_shown,
            filed_at=row.filed_at,
            events=[PetitionEvent.of(each) for each in events],
            **more,
        )


class NearPetition(Shape):
    ref: str
    title: str
    language: str
    state: str
    likeness: float = Field(description="0 to 1")

    @classmethod
    def of(cls, near: Near) -> Self:
        return cls(
            ref=near.ref, title=near.title, language=near.language, state=near.state, likeness=near.likeness
        )
