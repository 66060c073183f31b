"""The visitor did not come."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.receptions import held, queries


class Miss(Wish):
    booking: str = Field(max_length=20)


async def about(context: Context, wish: Miss) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.miss", entry="reception.missed", about=about)
async def miss(context: Context, wish: Miss) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "miss")
    if row.slot_at is not None and context.now < row.slot_at:
        raise Conflict("reception.too_early")
    await row.save()
    await held.happened(context, row, "missed")
