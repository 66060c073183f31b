"""Twenty working days are over and fifty have not joined: the petition ends here (90-2(4)1)."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from petitions.drafting import held, queries
from petitions.drafting.outcome import Done, done


class Lapse(Wish):
    petition: str = Field(max_length=20)


async def about(context: Context, wish: Lapse) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.lapse", entry="petition.lapsed", about=about)
async def lapse(context: Context, wish: Lapse) -> Done:
    """Raises Conflict before the last day is over."""
    row = await held.hold(wish.petition)
    held.step(row, "lapse")
    if context.today <= row.gather_until_on:
        raise Conflict("petition.not_over", until=row.gather_until_on)
    row.closed_at = context.now
    await row.save(update_fields=["state", "closed_at"])
    await held.settle_its_clocks(context, row, "petition.sponsors", outcome=Outcome.WITHDRAWN)
    await held.happened(context, row, "lapsed")
    return done(row)
