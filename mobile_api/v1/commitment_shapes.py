"""Commitments as the API gives them: the words, the day, how they stand, everything that became of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self
from urllib.parse import quote
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish
from hearing_state.files.visibility import StoredFile
from meetings.commitments import views, wording
from meetings.commitments.actions.contest import WORDS_MAX
from meetings.commitments.commitment import TEXT_MIN, Kept
from mobile_api.v1.meeting_shapes import MeetingBrief
from mobile_api.v1.shapes import Body, Names, Place, Shape, Standing


class NotDone(Wish):
    """What is missing; the office alone reads it."""

    text: str = Field(min_length=TEXT_MIN, max_length=WORDS_MAX)


class CommitmentLine(Shape):
    """One commitment. `quote`: the words as they were said; `words`: for this reader, perhaps a translation."""

    ref: str
    quote: str
    language: str
    words: str
    is_translation: bool
    owner: str = Field(description="Who promised")
    post: Names
    body: Body = Field(description="The office that owes it now")
    place: Place | None
    meeting: str
    said_at: datetime
    offset_seconds: int = Field(description="From the beginning of the meeting")
    question: str | None = Field(description="The question asked ahead that it answers")
    first_due_on: date = Field(description="The day that was said; it never changes")
    due_on: date = Field(description="The day by which it is judged")
    verdict: str = Field(
        description="`running`, `due_soon`, `overdue`, `kept`, `late`, `broken` or `annulled`; do not keep it"
    )
    verdict_name: str
    standing: Standing
    kept_on: date | None
    broken_on: date | None
    is_narrowed: bool
    contests: int = Field(description="So many who had asked say: not done")

    @classmethod
    def of(cls, line: views.Line) -> Self:
        made = line.commitment
        same = (
            "ref", "quote", "language", "said_at", "offset_seconds", "first_due_on", "due_on", "kept_on", "broken_on",
            "is_narrowed", "contests",
        )  # fmt: skip
        return cls(
            **{name: getattr(made, name) for name in same},
            words=line.words.text,
            is_translation=line.words.is_translation,
            owner=made.owner_name,
            post=Names.of(made),
            body=Body.of(line.agency),
            place=Place.of(line.place) if line.place else None,
            meeting=made.meeting_ref,
            question=made.question_ref,
            verdict=line.verdict.value,
            verdict_name=str(wording.VERDICTS[line.verdict]),
            standing=Standing.of(line.standing),
        )


class CommitmentCounts(Shape):
    """How many stand how."""

    due: int
    overdue: int
    kept: int
    late: int
    broken: int
    moved: int
    contested: int
    kept_share: float | None = Field(description="Kept in time, of all whose day came or that were given up")

    @classmethod
    def of(cls, kept: Kept) -> Self:
        same = ("due", "overdue", "kept", "late", "broken", "moved", "contested")
        given: dict[str, Any] = {name: getattr(kept, name) for name in same}
        return cls(**given, kept_share=kept.share)


class CommitmentPage(Shape):
    commitments: list[CommitmentLine]
    counts: CommitmentCounts
    next: str | None = Field(description="Give it as `cursor` for the next page; `null`: this was the last")


class Proof(Shape):
    """A file that the office put forward."""

    id: UUID
    name: str
    bytes: int
    media_type: str
    address: str = Field(description="Under the site's own address")

    @classmethod
    def of(cls, file: StoredFile) -> Self:
        return cls(
            id=file.id,
            name=file.name,
            bytes=file.size,
            media_type=file.media_type,
            address=f"/files/{file.id}/{quote(file.name, safe='')}",
        )


class CommitmentEvent(Shape):
    number: int
    kind: str = Field(
        description="`made`, `moved`, `narrowed`, `progressed`, `kept`, `broken`, `handed_over`, `annulled`, `contested` or `defended`"
    )
    title: str
    happened_at: datetime
    body: Body
    text: str
    before_on: date | None
    after_on: date | None
    files: list[Proof]

    @classmethod
    def of(cls, happened: views.Happened) -> Self:
        return cls(
            number=happened.number,
            kind=happened.kind.value,
            title=str(wording.EVENTS[happened.kind]),
            happened_at=happened.happened_at,
            body=Body.of(happened.agency),
            text=happened.text,
            before_on=happened.before_on,
            after_on=happened.after_on,
            files=[Proof.of(each) for each in happened.files],
        )


class CommitmentContest(Shape):
    """Somebody who had asked says that it was not done. `text` is for that person and the office alone."""

    made_at: datetime
    text: str
    answer: str
    answered_at: datetime | None

    @classmethod
    def of(cls, contest: views.Contest) -> Self:
        return cls(
            made_at=contest.made_at,
            text=contest.text,
            answer=contest.answer,
            answered_at=contest.answered_at,
        )


class CommitmentShown(Shape):
    """One commitment with everything that happened, the oldest first."""

    commitment: CommitmentLine
    meeting: MeetingBrief
    first_body: Body = Field(description="The office that promised")
    events: list[CommitmentEvent]
    contested: list[CommitmentContest]
    followers: int
    is_followed: bool
    has_contested: bool
    may_contest: bool
    digest: str = Field(description="Of the words, as the public log holds it")

    @classmethod
    def of(cls, shown: views.Shown, context: Context) -> Self:
        return cls(
            commitment=CommitmentLine.of(shown.line),
            meeting=MeetingBrief.of(shown.meeting, context.now),
            first_body=Body.of(shown.first_agency),
            events=[CommitmentEvent.of(each) for each in shown.events],
            contested=[CommitmentContest.of(each) for each in shown.contests],
            followers=shown.followers,
            is_followed=shown.is_followed,
            has_contested=shown.has_contested,
            may_contest="contest" in shown.may,
            digest=shown.commitment.digest,
        )
