"""The visitor adds what was missing, and the rest of the term runs on."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines.actions.resume_clock import ResumeClock, resume_clock
from hearing_state.permissions import Subject
from meetings.receptions import held, queries
from meetings.receptions.booking import ESSENCE_MAX


class Cure(Wish):
    booking: str = Field(max_length=20)
    text: str = Field(min_length=10, max_length=ESSENCE_MAX)


async def about(context: Context, wish: Cure) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.cure", entry="reception.cured", about=about)
async def cure(context: Context, wish: Cure) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "cure")
    row.essence, row.cure_until_on = f"{row.essence}\n\n{wish.text}", None
    await row.save()
    await by_law(context, resume_clock, ResumeClock(clock=row.clock_id, on=context.today))
    await held.happened(context, row, "cured")
