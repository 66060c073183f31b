"""Six months are over and the votes are not there: back to the author, and on as an ordinary appeal with its own clock (90-3(5))."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from hearing_state.questions.registering import next_reference
from petitions.drafting import held, queries
from petitions.drafting.outcome import Done, done
from petitions.fraud.held import is_in_motion

_UNCOUNTED = "SELECT EXISTS (SELECT 1 FROM signing_change WHERE petition_id = $1)"


class ReturnUnreached(Wish):
    petition: str = Field(max_length=20)


async def about(context: Context, wish: ReturnUnreached) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.return_unreached", entry="petition.returned", about=about)
async def return_unreached(context: Context, wish: ReturnUnreached) -> Done:
    """Raises Conflict before the last day is over, or while a signature waits for the counter, or to be given back: it may be the one that
    was missing.
    """
    row = await held.hold(wish.petition)
    held.step(row, "return_unreached")
    if row.collect_until_on is None or context.today <= row.collect_until_on:
        raise Conflict("petition.still_collecting")
    if await is_in_motion(row):
        raise Conflict("petition.invalidation_open")
    if await value(_UNCOUNTED, row.id):
        raise Conflict("petition.still_collecting")
    row.closed_at = context.now
    await row.save(update_fields=["state", "closed_at"])
    await held.settle_its_clocks(
        context, row, "petition.collection", outcome=Outcome.RETURNED, on=row.collect_until_on
    )
    # Its number as a question is drawn here, so that the petition's page can lead there.
    await held.happened(context, row, "returned", question=await next_reference(context))
    return done(row)
