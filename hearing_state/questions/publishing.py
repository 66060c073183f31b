"""Publishing an answer: what every answer has to have, and the version that it becomes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, by_law
from hearing_state.db import value
from hearing_state.deadlines.actions.settle_clock import SettleClock, settle_clock
from hearing_state.deadlines.statutory_clock import Outcome as ClockOutcome
from hearing_state.files.actions.attach import Attach, attach
from hearing_state.ids import new_id
from hearing_state.questions.held import happened, leave_desk, points_of
from hearing_state.questions.models import AnswerPointRow, AnswerRow, PointRow, QuestionRow
from hearing_state.questions.question import (
    ANSWER_MAX,
    ANSWER_MIN,
    FILES_MAX,
    POINTS_MAX,
    Outcome,
    Point,
    PointAnswer,
    PointState,
    check_answer_language,
    check_complete,
)

NEXT_VERSION = "SELECT coalesce(max(version), 0)::int + 1 FROM questions_answer WHERE question_id = $1"


class PointSaid(BaseModel):
    """What is said to one point."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    number: int = Field(ge=1, le=POINTS_MAX)
    outcome: Outcome
    text: str = Field("", max_length=ANSWER_MAX)
    ground: str = Field("", max_length=1_000)


class AnswerText(Wish):
    """An answer as it is written. ``law``: the articles it rests on; ``complaint``: how and until when it may be
    complained of (both required by APPC 89(2)).
    """

    question: str
    language: str = Field(pattern="^(kk|ru|en)$")
    text: str = Field(min_length=ANSWER_MIN, max_length=ANSWER_MAX)
    law: str = Field(min_length=3, max_length=2_000)
    complaint: str = Field(min_length=20, max_length=2_000)
    points: tuple[PointSaid, ...] = Field((), max_length=POINTS_MAX)
    files: tuple[UUID, ...] = Field((), max_length=FILES_MAX)


class Answered(BaseModel):
    model_config = ConfigDict(frozen=True)

    ref: str
    version: int
    digest: str
    state: str


def said_of(points: Sequence[PointSaid]) -> list[PointAnswer]:
    return [PointAnswer(each.number, each.outcome, each.text, each.ground) for each in points]


def check_answer(row: QuestionRow, points: Sequence[Point], answer: AnswerText) -> None:
    """Language and completeness. Raises Invalid."""
    check_answer_language(row.language, answer.language)
    check_complete(points, said_of(answer.points))


async def settle(context: Context, row: QuestionRow, outcome: ClockOutcome) -> None:
    """The duty is done, on this day."""
    row.closed_at = context.now
    await by_law(context, settle_clock, SettleClock(clock=row.clock_id, on=context.today, outcome=outcome))


async def publish_first(
    context: Context, row: QuestionRow, answer: AnswerText, written_by: UUID, approved_by: UUID | None
) -> Answered:
    """The answer that settles the duty. The caller has moved the state."""
    check_answer(row, await points_of(row), answer)
    is_second = row.state == "answered_again"
    version = await keep_version(
        context, row, answer, written_by=written_by, approved_by=approved_by, is_second_round=is_second
    )
    await settle(context, row, ClockOutcome.ANSWERED)
    await leave_desk(row)
    await row.save()
    await happened(
        context, row, "answered", version=version.version, digest=version.digest, language=version.language
    )
    return Answered(ref=row.ref, version=version.version, digest=version.digest, state=row.state)


async def keep_version(
    context: Context,
    row: QuestionRow,
    answer: AnswerText,
    *,
    written_by: UUID,
    approved_by: UUID | None,
    is_second_round: bool,
    reason: str = "",
) -> AnswerRow:
    answer_id = new_id()
    kept = await AnswerRow.create(
        id=answer_id,
        question_id=row.id,
        version=await value(NEXT_VERSION, row.id),
        language=answer.language,
        agency_id=row.agency_id,
        text=answer.text,
        law=answer.law,
        complaint=answer.complaint,
        reason=reason,
        digest=digest_of(answer_id, answer),
        written_by=written_by,
        approved_by=approved_by,
        is_second_round=is_second_round,
        published_at=context.now,
    )
    for said in answer.points:
        await AnswerPointRow.create(
            answer_id=answer_id,
            number=said.number,
            outcome=said.outcome.value,
            text=said.text,
            ground=said.ground,
        )
        new_state = PointState(said.outcome.value).value
        await PointRow.filter(question_id=row.id, number=said.number).update(state=new_state)
    for file in answer.files:
        await attach(context, Attach(file=file, to=f"{row.ref}:answer:{kept.version}"))
    return kept


def digest_of(answer_id: UUID, answer: AnswerText) -> str:
    """What the public log holds of an answer. The random id keeps a private answer from being guessed by its digest."""
    said = answer.model_dump(mode="json", exclude={"question", "files"}) | {"id": str(answer_id)}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
