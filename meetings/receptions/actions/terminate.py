"""A request that was not put right within its term is closed; the visitor may ask again."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.receptions import held, queries
from meetings.receptions.actions.withdraw import settle_if_open


class Terminate(Wish):
    booking: str = Field(max_length=20)


async def about(context: Context, wish: Terminate) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.terminate", entry="reception.terminated", about=about)
async def terminate(context: Context, wish: Terminate) -> None:
    """Raises Conflict while the visitor may still put it right."""
    row = await held.hold(wish.booking)
    held.step(row, "terminate")
    if row.cure_until_on is not None and context.today <= row.cure_until_on:
        raise Conflict("reception.cure_not_over", until_on=row.cure_until_on)
    await settle_if_open(context, row, Outcome.TERMINATED)
    await row.save()
    await held.happened(context, row, "terminated")
