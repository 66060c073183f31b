"""The decision is published with the head's statement, in words, on video or as a document, by the next working day (90-6(3))."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.files.actions.attach import Attach, attach
from hearing_state.permissions import Subject
from petitions.considering.models import DecisionRow
from petitions.considering.statement import file_about
from petitions.drafting import held, queries
from petitions.drafting.outcome import Done, done

STATEMENT_MIN, STATEMENT_MAX = 30, 10_000


class PublishDecision(Wish):
    """``file``: stored before by whoever publishes. With one, the words may be left out."""

    petition: str = Field(max_length=20)
    statement: str = Field("", max_length=STATEMENT_MAX)
    file: UUID | None = None


async def about(context: Context, wish: PublishDecision) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.publish_decision", entry="petition.decision_published", about=about)
async def publish_decision(context: Context, wish: PublishDecision) -> Done:
    """Raises Invalid without a statement, Conflict where nothing is decided, or it is published already."""
    row = await held.hold(wish.petition)
    decision = await DecisionRow.get_or_none(petition_id=row.id)
    if decision is None:
        raise Conflict("petition.not_decided")
    if decision.published_at is not None:
        raise Conflict("petition.published_before")
    if len(wish.statement) < STATEMENT_MIN and (wish.statement or wish.file is None):
        raise Invalid("petition.statement_needed", field="statement", limit=STATEMENT_MIN)
    if wish.file is not None:
        await attach(context, Attach(file=wish.file, to=file_about(row.id)))
    decision.statement_file = wish.file
    decision.statement, decision.published_at, row.closed_at = wish.statement, context.now, context.now
    await decision.save(update_fields=["statement", "statement_file", "published_at"])
    await row.save(update_fields=["closed_at"])
    await held.settle_its_clocks(context, row, "petition.publish_decision")
    await held.happened(context, row, "decision_published")
    return done(row)
