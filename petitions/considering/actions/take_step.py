"""A step of the consideration, dated and public: site visit, commission, discussion of the draft, another (90-5(2))."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.calculator import reckon
from hearing_state.errors import Invalid
from hearing_state.permissions import Subject
from petitions.considering.models import StepRow
from petitions.drafting import held, queries
from petitions.drafting.outcome import Done, done

TEXT_MIN, TEXT_MAX = 10, 2_000
Kind = Literal["visit", "commission", "discussion", "other"]


class TakeStep(Wish):
    """``on``: the day of the step; a discussion is announced, so its day lies ahead."""

    petition: str = Field(max_length=20)
    kind: Kind
    on: date
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)


async def about(context: Context, wish: TakeStep) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.take_step", entry="petition.stepped", about=about)
async def take_step(context: Context, wish: TakeStep) -> Done:
    """Raises Invalid for a discussion without three working days' notice."""
    row = await held.hold(wish.petition)
    held.step(row, "take_step")
    if wish.kind == "discussion":
        await _must_be_announced(context, wish.on)
    await row.save(update_fields=["state"])
    await StepRow.create(
        petition_id=row.id, kind=wish.kind, taken_on=wish.on, text=wish.text, made_at=context.now
    )
    await held.happened(context, row, "stepped", step=wish.kind, on=wish.on)
    return done(row)


async def _must_be_announced(context: Context, on: date) -> None:
    calendar = await deadlines.working_calendar(context)
    notice = reckon("petition.discussion_notice", context.now, calendar, context.settings.working_day_ends)
    if notice.due_on is not None and on <= notice.due_on:
        raise Invalid("petition.notice_too_short", field="on", day=notice.due_on)
