"""The head says in public that the promise will not be kept, and why. There is no way back from it."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.commitments import held, sight
from meetings.commitments.commitment import TEXT_MAX, EventKind

REASON_MIN = 30


class GiveUp(Wish):
    commitment: str = Field(max_length=20)
    reason: str = Field(min_length=REASON_MIN, max_length=TEXT_MAX)


async def about(context: Context, wish: GiveUp) -> Subject:
    return await sight.subject(context, wish.commitment)


@action("commitment.give_up", entry="commitment.broken", about=about)
async def give_up(context: Context, wish: GiveUp) -> None:
    row = await held.hold(wish.commitment)
    held.step(row, "give_up")
    row.broken_on = context.today
    await row.save()
    await held.happened(context, row, EventKind.BROKEN, text=wish.reason, broken_on=context.today)
