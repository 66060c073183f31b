"""Questions ahead of a meeting as the API takes and gives them, already cut to what the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish
from hearing_state.i18n import _l
from meetings.asking import views, wording
from meetings.asking.actions import ask_ahead
from meetings.asking.actions.support import Supported
from meetings.asking.ahead import TEXT_MAX, TEXT_MIN
from meetings.asking.nearness import Near
from meetings.asking.order import Moved
from meetings.asking.outcome import Done
from meetings.asking.supporter import SECRET_LENGTH
from mobile_api.v1.meeting_shapes import AskingAhead, MeetingBrief, Texts
from mobile_api.v1.question_shapes import Language, PlaceCode
from mobile_api.v1.shapes import Place, Shape

RULE: Sequence[object] = (
    _l("What more residents support stands higher. Everybody counts once: whoever asked it, asked the same in other words, or supports it."),
    _l("Among equals, what somebody asks who has never asked ahead of a meeting before."),
    _l("Then what was asked earlier."),
    _l("Questions that ask the same are put together in one line, in whatever language they were asked; the answer is given to all who asked. Whoever finds that hers is another question takes it out again."),
    _l("The support of guests, who have not signed in, is shown apart and moves nothing."),
    _l("Whoever chairs the meeting may move a question to another place. The reason stands beside it for everybody."),
)  # fmt: skip
"""As the page of the list tells it."""
Guest = Annotated[
    str | None,
    Field(
        pattern=rf"^[A-Za-z0-9_-]{{{SECRET_LENGTH}}}$",
        description="Of somebody without an account: a random word of the app's own (32 random bytes in base64url), kept on this"
        " telephone only. Not looked at where somebody is signed in",
    ),
]


class AsGuest(Wish):
    """Empty for who is signed in."""

    guest: Guest = None


class AheadQuestion(AsGuest):
    """`place`: where the asker lives, the meeting's place without it; `topic`: the meeting's without it."""

    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    language: Language
    place: PlaceCode | None = None
    topic: str = Field("", max_length=40, description="A key of `/topics`")
    is_named: bool = Field(False, description="Show first name and initial; otherwise only the place is told")
    point: UUID | None = Field(None, description="One's own confirmed listening point, which asks")


class AheadWording(Wish):
    """What is about to be asked."""

    text: str = Field(min_length=1, max_length=TEXT_MAX)
    language: Language
    topic: str = Field("", max_length=40, description="A key of `/topics`")


class AheadSlip(Shape):
    """The receipt. The number stays the same if it is answered in writing later."""

    ref: str
    meeting: str
    asked_at: datetime

    @classmethod
    def of(cls, slip: ask_ahead.Slip) -> Self:
        return cls(ref=slip.ref, meeting=slip.meeting, asked_at=slip.asked_at)


class AheadAsked(Shape):
    """One question. Without `has_content` there is only how it stands. `asker` tells no more than the asker wants told."""

    ref: str
    text: str
    language: str
    topic: str
    place: Place
    asker: str
    state: str = Field(description="`asked`, `answered`, `taken_away`, `not_reached` or `withdrawn`")
    screening: str = Field(description="`waiting`, `published` or `hidden`")
    standing: str = Field(description="In words, in the reader's language")
    hidden_because: str
    channel: str
    is_guest: bool
    asked_at: datetime
    asked_moment_at: datetime | None = Field(description="When it was asked in the room")
    answered_at: datetime | None
    answer: Texts
    taken_at: datetime | None
    taken_ref: str = Field(
        description="The question under whose number it is answered in writing: `/questions/{ref}`"
    )
    has_content: bool
    is_own: bool

    @classmethod
    def of(cls, asked: views.Asked) -> Self:
        same = ("ref", "text", "language", "topic", "is_guest", "asked_at", "asked_moment_at", "answered_at")
        return cls(
            **{name: getattr(asked, name) for name in same},
            place=Place.of(asked.place),
            asker=wording.asker(asked),
            state=asked.state.value,
            screening=asked.screening.value,
            standing=wording.standing(asked),
            hidden_because=wording.hidden_label(asked),
            channel=asked.channel.value,
            answer=Texts.of(asked.answer_kk, asked.answer_ru),
            taken_at=asked.taken_at,
            taken_ref=asked.taken_ref,
            has_content=asked.has_content,
            is_own=asked.is_own,
        )


class AheadMoved(Shape):
    """The chair's word on a place. Without a position: put back to where the rule has it."""

    position: int | None
    reason: str
    made_at: datetime

    @classmethod
    def of(cls, moved: Moved | None) -> Self | None:
        if moved is None:
            return None
        return cls(position=moved.position, reason=moved.reason, made_at=moved.made_at)


class AheadLine(Shape):
    """The question that speaks, and the others that ask the same."""

    number: int | None = Field(description="Its place in the order; `null`: it is not in it any more")
    question: AheadAsked
    others: list[AheadAsked]
    supporters: int = Field(description="Residents, each once; they decide the place")
    guests: int = Field(description="Counted apart; they move nothing")
    moved: AheadMoved | None
    is_supported: bool
    is_own: bool

    @classmethod
    def of(cls, line: views.Line) -> Self:
        return cls(
            number=line.placed.number,
            question=AheadAsked.of(line.lead),
            others=[AheadAsked.of(each) for each in line.others],
            supporters=line.supporters,
            guests=line.guests,
            moved=AheadMoved.of(line.moved),
            is_supported=line.is_supported,
            is_own=line.is_own,
        )


class AheadList(Shape):
    """The published list of a meeting."""

    rule: list[str] = Field(description="How the order is made, in sentences for the reader")
    counts: AskingAhead
    lines: list[AheadLine]
    total: int
    next: str | None = Field(description="Give it as `cursor` for the next page; `null`: this was the last")

    @staticmethod
    def rule_said() -> list[str]:
        return [str(each) for each in RULE]


class AheadShown(Shape):
    """One question with its meeting, and the line in which it stands where the public may read it."""

    question: AheadAsked
    meeting: MeetingBrief
    line: AheadLine | None

    @classmethod
    def of(cls, shown: views.Shown, context: Context) -> Self:
        return cls(
            question=AheadAsked.of(shown.question),
            meeting=MeetingBrief.of(shown.meeting, context.now),
            line=AheadLine.of(shown.line) if shown.line else None,
        )


class AheadNear(Shape):
    line: AheadLine
    likeness: float = Field(description="From 0 to 1")

    @classmethod
    def of(cls, near: Near) -> Self:
        return cls(line=AheadLine.of(near.line), likeness=near.likeness)


class AheadSupport(Shape):
    ref: str
    is_new: bool = Field(description="`false`: it stood so already")

    @classmethod
    def of(cls, made: Supported) -> Self:
        return cls(ref=made.ref, is_new=made.is_new)


class AheadState(Shape):
    ref: str
    state: str
    screening: str

    @classmethod
    def of(cls, done: Done) -> Self:
        return cls(ref=done.ref, state=done.state, screening=done.screening)


class MyAheadQuestion(Shape):
    question: AheadAsked
    meeting: MeetingBrief

    @classmethod
    def of(cls, mine: views.Mine, context: Context) -> Self:
        return cls(question=AheadAsked.of(mine.question), meeting=MeetingBrief.of(mine.meeting, context.now))


class MyAheadQuestions(Shape):
    questions: list[MyAheadQuestion]
    next: str | None = Field(description="Give it as `cursor` for the next page; `null`: this was the last")
