"""The head decides: granted, in part, refused; with law, reasons and the way to complain (90-6). Published by the next working day."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.statutory_clock import Outcome
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.permissions import Subject
from petitions.considering.models import DecisionRow, DiscussionRow
from petitions.drafting import held, queries
from petitions.drafting.models import PetitionRow
from petitions.drafting.outcome import Done, done
from petitions.drafting.petition import STATE_LANGUAGE

TEXT_MIN, TEXT_MAX = 30, 20_000
_VERBS = {"granted": "grant", "partly": "grant_partly", "refused": "refuse"}


class Decide(Wish):
    petition: str = Field(max_length=20)
    outcome: Literal["granted", "partly", "refused"]
    language: Literal["kk", "ru", "en"]
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    law: str = Field(min_length=3, max_length=1_000)
    complaint: str = Field(min_length=10, max_length=1_000)


async def about(context: Context, wish: Decide) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.decide", entry="petition.decided", about=about)
async def decide(context: Context, wish: Decide) -> Done:
    """Raises Invalid for another language than the petition's or Kazakh (90-6(2)), Conflict while comments on the draft may still come."""
    row = await held.hold(wish.petition)
    held.step(row, _VERBS[wish.outcome])
    if wish.language not in {row.language, STATE_LANGUAGE}:
        raise Invalid("petition.decision_language", field="language")
    await _must_have_listened(context, row)
    if context.actor.person_id is None:
        raise Forbidden()
    row.decided_at = context.now
    await row.save(update_fields=["state", "decided_at"])
    given = wish.model_dump(exclude={"petition"})
    await DecisionRow.create(
        petition_id=row.id, decided_by=context.actor.person_id, decided_at=context.now, **given
    )
    await held.settle_its_clocks(context, row, "petition.central", "petition.local", outcome=Outcome.ANSWERED)
    opened = await held.open_its_clock(
        context, row, "petition.publish_decision", kind="duty", agency=row.agency_id
    )
    await held.happened(context, row, "decided", outcome=wish.outcome, due_on=opened.due_on)
    return done(row)


async def _must_have_listened(context: Context, row: PetitionRow) -> None:
    """A discussion that was announced is heard to its end; it ends before the last day for the decision."""
    running = await DiscussionRow.get_or_none(
        petition_id=row.id, summarised_at=None, closes_on__gte=context.today
    )
    if running is not None:
        raise Conflict("petition.discussed_yet", day=running.closes_on)
