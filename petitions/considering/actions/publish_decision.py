"""The decision is published with the head's statement, by the next working day (90-6(3))."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from petitions.considering.models import DecisionRow
from petitions.drafting import held, queries
from petitions.drafting.outcome import Done, done


class PublishDecision(Wish):
    petition: str = Field(max_length=20)
    statement: str = Field(min_length=30, max_length=10_000)


async def about(context: Context, wish: PublishDecision) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.publish_decision", entry="petition.decision_published", about=about)
async def publish_decision(context: Context, wish: PublishDecision) -> Done:
    """Raises Conflict where nothing is decided, or it is published already."""
    row = await held.hold(wish.petition)
    decision = await DecisionRow.get_or_none(petition_id=row.id)
    if decision is None:
        raise Conflict("petition.not_decided")
    if decision.published_at is not None:
        raise Conflict("petition.published_before")
    decision.statement, decision.published_at, row.closed_at = wish.statement, context.now, context.now
    await decision.save(update_fields=["statement", "published_at"])
    await row.save(update_fields=["closed_at"])
    await held.settle_its_clocks(context, row, "petition.publish_decision")
    await held.happened(context, row, "decision_published")
    return done(row)
