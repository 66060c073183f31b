"""The author takes a petition back before it is decided. Its clocks fall away; what was public stays readable as withdrawn to its author."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.permissions import Subject
from petitions.drafting import held, queries
from petitions.drafting.outcome import Done, done


class Withdraw(Wish):
    petition: str = Field(max_length=20)


async def about(context: Context, wish: Withdraw) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.withdraw", entry="petition.withdrawn", about=about, hides=True)
async def withdraw(context: Context, wish: Withdraw) -> Done:
    """Raises Conflict once it is decided, rejected or returned."""
    row = await held.hold(wish.petition)
    held.step(row, "withdraw")
    row.closed_at = context.now
    await row.save(update_fields=["state", "closed_at"])
    await held.settle_its_clocks(context, row, outcome=Outcome.WITHDRAWN)
    await held.happened(context, row, "withdrawn")
    return done(row)
