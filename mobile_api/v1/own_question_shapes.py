"""What the asker sends about a question of her own, and what she is told."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from hearing_state.actions import Wish
from hearing_state.questions.outcome import Done
from hearing_state.questions.question import POINTS_MAX, TEXT_MAX
from mobile_api.v1.shapes import Shape

PointNumber = Annotated[int, Field(ge=1, le=1_000, description="`number` of a point of the question")]


class QuestionAddition(Wish):
    """What was missing; it is put under the question's text."""

    text: str = Field(min_length=10, max_length=TEXT_MAX)


class QuestionWithdrawal(Wish):
    """Why, if one wants to say it."""

    reason: str = Field("", max_length=1_000)


class AnswerRating(Wish):
    """How far the answer helped: one star is not at all, five fully."""

    stars: int = Field(ge=1, le=5)
    remark: str = Field("", max_length=1_000)


class UnansweredPoints(Wish):
    numbers: tuple[PointNumber, ...] = Field(min_length=1, max_length=POINTS_MAX)


class QuestionFollowUp(Wish):
    """`numbers`: the points still owed; those marked before count too."""

    text: str = Field(min_length=20, max_length=4_000)
    numbers: tuple[PointNumber, ...] = Field((), max_length=POINTS_MAX)


class QuestionConsent(Wish):
    """Publication is the asker's own choice, said in so many words."""

    consent: bool = Field(False, description="To publication; needed")


class QuestionState(Shape):
    """How the question stands after what was done."""

    ref: str
    state: str

    @classmethod
    def of(cls, done: Done) -> Self:
        return cls(ref=done.ref, state=done.state)
