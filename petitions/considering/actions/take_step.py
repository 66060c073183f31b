"""A step of the consideration, dated and public: site visit, sitting of the commission, another (90-5(2)). A discussion of the draft has its
own action, for the draft comes with it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from petitions.considering.models import StepRow
from petitions.drafting import held, queries
from petitions.drafting.outcome import Done, done

TEXT_MIN, TEXT_MAX = 10, 2_000
Kind = Literal["visit", "commission", "other"]


class TakeStep(Wish):
    petition: str = Field(max_length=20)
    kind: Kind
    on: date
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)


async def about(context: Context, wish: TakeStep) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.take_step", entry="petition.stepped", about=about)
async def take_step(context: Context, wish: TakeStep) -> Done:
    row = await held.hold(wish.petition)
    held.step(row, "take_step")
    await row.save(update_fields=["state"])
    await StepRow.create(
        petition_id=row.id, kind=wish.kind, taken_on=wish.on, text=wish.text, made_at=context.now
    )
    await held.happened(context, row, "stepped", step=wish.kind, on=wish.on)
    return done(row)
