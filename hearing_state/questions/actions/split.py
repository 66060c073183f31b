"""A part of the points goes to another body as a question of its own, with its own clock; the trail is kept (APPC 65)."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines.actions.open_clock import OpenClock, open_clock
from hearing_state.deadlines.actions.split_clock import SplitClock, split_clock
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.redirect import receiving_body
from hearing_state.questions.models import PointRow, QuestionRow
from hearing_state.questions.question import POINTS_MAX, Kind, Point, PointState, State, check_split
from hearing_state.questions.registering import next_reference
from hearing_state.questions.sight import subject


class Split(Wish):
    question: str
    numbers: tuple[int, ...] = Field(min_length=1, max_length=POINTS_MAX)
    agency: UUID
    reason: str = Field(min_length=10, max_length=2_000)


class SplitInto(BaseModel):
    """``part`` is the public reference of the new question."""

    model_config = ConfigDict(frozen=True)

    ref: str
    state: str
    part: str


async def about(context: Context, wish: Split) -> Subject:
    return await subject(context, wish.question)


@action("question.split", entry="question.split", about=about)
async def split(context: Context, wish: Split) -> SplitInto:
    row = await held.hold(wish.question)
    points = await held.points_of(row)
    check_split(points, wish.numbers)
    target = await receiving_body(context, row, wish.agency)
    held.step(row, "split")
    part = await _part(context, row, target.id, [p for p in points if p.number in wish.numbers])
    await by_law(
        context,
        split_clock,
        SplitClock(clock=row.clock_id, on=context.today, into=part.ref, agency=target.id),
    )
    await PointRow.filter(question_id=row.id, number__in=list(wish.numbers)).update(
        state=PointState.REDIRECTED.value, into_ref=part.ref
    )
    await row.save()
    numbers = sorted(set(wish.numbers))
    await held.happened(
        context, row, "split", reason=wish.reason, to_agency=target.id, into=part.ref, numbers=numbers
    )
    await held.happened(context, part, "split_off", reason=wish.reason, parent=row.ref, numbers=numbers)
    return SplitInto(ref=row.ref, state=row.state, part=part.ref)


_COPIED = (
    "kind", "title", "text", "folded", "language", "place_code", "topic", "asker_id", "is_public", "consent_at", "screening",
    "hidden_reason", "channel", "registered_at", "registered_on", "receiver_name", "receiver_post",
)  # fmt: skip


async def _part(context: Context, row: QuestionRow, agency_id: UUID, points: list[Point]) -> QuestionRow:
    ref = await next_reference(context)
    opened = await by_law(
        context,
        open_clock,
        OpenClock(
            rule=Kind(row.kind).answer_rule,
            about=ref,
            received_at=context.now,
            agency=agency_id,
            place=row.place_code,
            is_public=row.is_public,
            title=row.title if held.is_readable_by_all(row) else None,
            language=row.language,
        ),
    )
    part = QuestionRow(
        id=new_id(),
        ref=ref,
        parent_ref=row.ref,
        agency_id=agency_id,
        state=State.WITH_BODY.value,
        clock_id=opened.clock,
        was_redirected=True,
        **{name: getattr(row, name) for name in _COPIED},
    )
    await held.redirect_term(context, part)
    await part.save()
    await held.put_points(part, [Point(number, each.text) for number, each in enumerate(points, 1)])
    return part
