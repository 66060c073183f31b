"""Questions as the API takes and gives them, already cut to what the reader may see."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, Self, get_args
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Wish
from hearing_state.agencies.agency import Agency
from hearing_state.agencies.routing import Proposal as RoutingProposal
from hearing_state.questions import views
from hearing_state.questions.actions import ask
from hearing_state.questions.question import (
    POINT_MAX,
    POINTS_MAX,
    TEXT_MAX,
    TEXT_MIN,
    TITLE_MAX,
    TITLE_MIN,
    Kind,
)
from hearing_state.questions.reasons import Reason
from mobile_api.v1.file_shapes import AttachedFile, SentFiles
from mobile_api.v1.shapes import Body, Place, Shape, Standing

PlaceCode = Annotated[
    str, Field(pattern=r"^[1-9][0-9]{8}$", description="The nine digits of the village or city")
]
Language = Literal["kk", "ru", "en"]
ByAsker = Literal["cure", "withdraw", "rate", "mark", "follow_up", "make_private", "make_public"]


class Question(Wish):
    """`points`: what must be answered, one by one. `body`: one's own choice among `/competent`; else the proposed one."""

    kind: Kind = Kind.INQUIRY
    title: str = Field(min_length=TITLE_MIN, max_length=TITLE_MAX)
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    points: tuple[Annotated[str, Field(max_length=POINT_MAX)], ...] = Field((), max_length=POINTS_MAX)
    language: Language
    place: PlaceCode
    topic: str = Field(min_length=1, max_length=40, description="A key of `/topics`")
    body: str | None = Field(None, max_length=200, description="A body's slug")
    is_public: bool = Field(True, description="Whether everybody may read it once a moderator has")
    consent: bool = Field(False, description="To publication; needed where `is_public`")
    files: SentFiles = ()


class Slip(Shape):
    """The receipt: number, day, legal day, who answers."""

    ref: str
    registered_at: datetime
    registered_on: date
    due_on: date
    source: str = Field(description="The article that the legal day follows from")
    body: Body

    @classmethod
    def of(cls, slip: ask.Slip, body: Agency) -> Self:
        return cls(
            ref=slip.ref,
            registered_at=slip.registered_at,
            registered_on=slip.registered_on,
            due_on=slip.due_on,
            source=slip.source,
            body=Body.of(body),
        )


class Proposal(Shape):
    """Who should answer, why, and whom one may choose instead."""

    body: Body
    reason: str = Field(description="A stable word")
    why: str = Field(description="A sentence in the reader's language")
    alternatives: list[Body]

    @classmethod
    def of(cls, proposal: RoutingProposal) -> Self:
        return cls(
            body=Body.of(proposal.agency),
            reason=proposal.why.word,
            why=proposal.why.sentence,
            alternatives=[Body.of(each) for each in proposal.alternatives],
        )


class QuestionLine(Shape):
    """One question in a list. `title` is empty where its content is not for this reader."""

    ref: str
    title: str
    kind: str
    language: str
    state: str
    place: Place
    topic: str
    body: Body
    registered_at: datetime
    standing: Standing | None
    points: int
    followers: int

    @classmethod
    def of(cls, line: views.Line) -> Self:
        return cls(
            ref=line.ref,
            title=line.title,
            kind=line.kind.value,
            language=line.language,
            state=line.state.value,
            place=Place.of(line.place),
            topic=line.topic,
            body=Body.of(line.agency),
            registered_at=line.registered_at,
            standing=Standing.of(line.standing) if line.standing else None,
            points=line.points,
            followers=line.followers,
        )


class QuestionPage(Shape):
    questions: list[QuestionLine]
    total: int = Field(description="Counted up to 1 000, of those that match words up to 200")
    next: str | None = Field(description="Give it as `cursor` for the next page; `null`: this was the last")


class NearQuestion(Shape):
    question: QuestionLine
    why: str = Field(description="`words`, `alike` or `other_language`")

    @classmethod
    def of(cls, near: views.Near) -> Self:
        return cls(question=QuestionLine.of(near.line), why=near.why)


class MyQuestions(Shape):
    asked: list[QuestionLine]
    followed: list[QuestionLine]

    @classmethod
    def of(cls, mine: views.Mine) -> Self:
        return cls(
            asked=[QuestionLine.of(each) for each in mine.asked],
            followed=[QuestionLine.of(each) for each in mine.followed],
        )


class Point(Shape):
    number: int
    text: str
    state: str = Field(description="`open`, `answered`, `refused`, `redirected` or `unanswered`")
    into_ref: str | None = Field(description="Where a part that was split off is answered")


class AnswerPoint(Shape):
    number: int
    outcome: str
    text: str
    ground: str = Field(description="The article that allows a refusal, or where a redirected point went")


class Answer(Shape):
    version: int
    language: str
    body: Body
    text: str
    law: str
    complaint: str = Field(description="Where and until when one may complain about it")
    reason: str = Field(description="Why it was corrected; empty for the first version")
    published_at: datetime
    is_in_force: bool
    points: list[AnswerPoint]
    files: list[AttachedFile]

    @classmethod
    def of(cls, answer: views.AnswerShown) -> Self:
        points = [
            AnswerPoint(number=each.number, outcome=str(each.outcome), text=each.text, ground=each.ground)
            for each in answer.points
        ]
        return cls(
            version=answer.version,
            language=answer.language,
            body=Body.of(answer.agency),
            text=answer.text,
            law=answer.law,
            complaint=answer.complaint,
            reason=answer.reason,
            published_at=answer.published_at,
            is_in_force=answer.is_in_force,
            points=points,
            files=[AttachedFile.of(each) for each in answer.files],
        )


class CodedReason(Shape):
    code: str
    label: str
    article: str

    @classmethod
    def of(cls, reason: Reason) -> Self:
        return cls(code=reason.code, label=str(reason.label), article=reason.article)


class QuestionShown(Shape):
    """One question. Without `has_content` there are only its clock, its body and how it stands."""

    ref: str
    kind: str
    state: str
    screening: str
    hidden: CodedReason | None
    has_content: bool
    title: str
    text: str
    language: str
    asker: str
    place: Place
    topic: str
    body: Body
    registered_at: datetime
    registered_on: date
    deadline: UUID = Field(description="Why this date: `/deadlines/{id}`")
    standing: Standing | None
    parent_ref: str | None
    parts: list[str]
    points: list[Point]
    files: list[AttachedFile]
    answers: list[Answer] = Field(description="The version in force first")
    followers: int
    is_followed: bool
    is_asker: bool
    may: list[ByAsker] = Field(description="What one may do with one's own question now")

    @classmethod
    def of(cls, shown: views.Shown) -> Self:
        return cls(
            ref=shown.ref,
            kind=shown.kind.value,
            state=shown.state.value,
            screening=shown.screening.value,
            hidden=CodedReason.of(shown.hidden) if shown.hidden else None,
            has_content=shown.has_content,
            title=shown.title,
            text=shown.text,
            language=shown.language,
            asker=shown.asker,
            place=Place.of(shown.place),
            topic=shown.topic,
            body=Body.of(shown.agency),
            registered_at=shown.registered_at,
            registered_on=shown.registered_on,
            deadline=shown.clock_id,
            standing=Standing.of(shown.standing) if shown.standing else None,
            parent_ref=shown.parent_ref,
            parts=list(shown.parts),
            points=[
                Point(number=each.number, text=each.text, state=each.state.value, into_ref=each.into_ref)
                for each in shown.points
            ],
            files=[AttachedFile.of(each) for each in shown.files],
            answers=[Answer.of(each) for each in shown.answers],
            followers=shown.followers,
            is_followed=shown.is_followed,
            is_asker=shown.is_asker,
            may=[each for each in get_args(ByAsker) if shown.is_asker and each in shown.may],
        )
