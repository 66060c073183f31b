"""A petition with its votes goes to the body; its author and everybody read so on its page at once (90-4(1))."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from petitions.drafting import held, queries
from petitions.drafting.outcome import Done, done
from petitions.fraud.held import is_in_motion

WILL_FALL_BACK = """EXISTS (
  SELECT 1 FROM signing_total t, LATERAL (SELECT sum(c.delta) AS n FROM signing_change c WHERE c.petition_id = p.id) waiting
   WHERE t.petition_id = p.id AND waiting.n < 0 AND t.total + waiting.n < p.needed
)"""
"""Of a petition ``p``: so many were taken back or found invalid since the counter went by that it has its votes no more."""


class Send(Wish):
    petition: str = Field(max_length=20)


async def about(context: Context, wish: Send) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.send", entry="petition.sent", about=about)
async def send(context: Context, wish: Send) -> Done:
    """Raises Conflict where the votes are not (any more) there, or it is being looked into whether they are."""
    row = await held.hold(wish.petition)
    if await is_in_motion(row):
        raise Conflict("petition.invalidation_open")
    if await value(f"SELECT {WILL_FALL_BACK} FROM drafting_petition p WHERE p.id = $1", row.id):
        raise Conflict("petition.not_in_this_state", state=row.state, verb="send")
    held.step(row, "send")
    row.sent_at = context.now
    await row.save(update_fields=["state", "sent_at"])
    await held.settle_its_clocks(context, row, "petition.collection")
    await held.happened(context, row, "sent")
    return done(row)
