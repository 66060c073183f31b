"""Personal data is masked before the public reads it; what stood there is kept for the holders, with who and why."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Invalid, NotFound
from hearing_state.permissions import Subject
from hearing_state.questions import held
from hearing_state.questions.actions.answer import person_of
from hearing_state.questions.actions.screen import label
from hearing_state.questions.models import AnswerPointRow, AnswerRow, MaskRow, PointRow, QuestionRow
from hearing_state.questions.outcome import Done, done
from hearing_state.questions.question import masked
from hearing_state.questions.sight import sight, subject


class Mask(Wish):
    """``part``: title, text, point:3, answer:1. Every place where the fragment stands in the part is masked."""

    question: str
    part: str = Field(pattern=r"^(title|text|point:\d{1,2}|answer:\d{1,3})$")
    fragment: str = Field(min_length=2, max_length=500)
    reason: str = Field(min_length=5, max_length=500)


async def about(context: Context, wish: Mask) -> Subject:
    return await subject(context, wish.question)


@action("question.mask", entry="question.masked", about=about, hides=True)
async def mask(context: Context, wish: Mask) -> Done:
    row = await held.hold(wish.question)
    if not sight(context, await about(context, wish), row.screening).original:
        raise NotFound("question.not_found")  # who may not read it cannot try out what stands in it
    name, _colon, number = wish.part.partition(":")
    if name in ("title", "text"):
        await _mask(context, row, wish, row, name)
        held.refold(row)
        await row.save()
        await label(context, row)
    elif name == "point":
        await _mask(
            context, row, wish, await PointRow.get_or_none(question_id=row.id, number=int(number)), "text"
        )
    else:
        await _mask_answer(context, row, wish, int(number))
    await held.happened(context, row, "masked", part=wish.part)
    return done(row)


async def _mask(
    context: Context,
    row: QuestionRow,
    wish: Mask,
    thing: QuestionRow | PointRow | AnswerRow | AnswerPointRow | None,
    column: str,
    part: str = "",
) -> None:
    if thing is None:
        raise Invalid("question.no_such_part", field="part")
    before = getattr(thing, column)
    setattr(thing, column, masked(before, wish.fragment))
    await MaskRow.create(
        question_id=row.id,
        part=part or wish.part,
        before=before,
        fragment=wish.fragment,
        reason=wish.reason,
        masked_by=person_of(context),
        masked_at=context.now,
    )
    if not isinstance(thing, QuestionRow):
        await thing.save()


async def _mask_answer(context: Context, row: QuestionRow, wish: Mask, version: int) -> None:
    """In the answer's text and in what it says to each point, wherever the fragment stands."""
    found = await AnswerRow.filter(question_id=row.id, version=version)
    if not found:
        raise Invalid("question.no_such_part", field="part")
    said = await AnswerPointRow.filter(answer_id__in=[each.id for each in found]).order_by("number")
    standing: list[tuple[AnswerRow | AnswerPointRow, str]] = [
        (each, wish.part) for each in found if wish.fragment in each.text
    ]
    standing += [(each, f"{wish.part}:point:{each.number}") for each in said if wish.fragment in each.text]
    if not standing:
        raise Invalid("question.nothing_to_mask", field="fragment")
    for thing, part in standing:
        await _mask(context, row, wish, thing, "text", part)
