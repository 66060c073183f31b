"""The check does not let a petition through: a coded public reason, the item named, remarks beside the words they concern (90-2(6))."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.db import value
from hearing_state.errors import Invalid
from hearing_state.moderation.actions.record_decision import RecordDecision, record_decision
from hearing_state.moderation.reason import require_reason
from hearing_state.permissions import Subject
from petitions.checking.lock import release, require_free
from petitions.checking.models import VerdictRow
from petitions.drafting import held, queries
from petitions.drafting.models import PetitionRow
from petitions.drafting.outcome import Done, done
from petitions.drafting.petition import DECIDED, STILL_OPEN
from petitions.drafting.thresholds import LAW

EXPLANATION_MIN, EXPLANATION_MAX, REMARK_MAX = 10, 2_000, 500
USE: Literal["petition"] = "petition"
MENDED = ("title", "agency", "proposal", "reasons")
_SAME = {
    "petition_same": "SELECT 1 FROM drafting_petition WHERE ref = $1 AND id <> $2 AND state = ANY ($3::text[]) AND $4::timestamptz IS NOT NULL",
    "petition_recent": "SELECT 1 FROM drafting_petition WHERE ref = $1 AND id <> $2 AND state = ANY ($3::text[])"
    " AND decided_at > $4::timestamptz - interval '1 year'",
}


class Reject(Wish):
    """``reason``: a code that ``moderation/reasons.toml`` has for petitions. ``subject``: the number of the forbidden one. ``same``: the
    number of the petition on the same subject. ``remark_*``: for the author alone, beside the field.
    """

    petition: str = Field(max_length=20)
    reason: str = Field(max_length=40)
    subject: int | None = Field(None, ge=1, le=99)
    same: str = Field("", max_length=20)
    explanation: str = Field(min_length=EXPLANATION_MIN, max_length=EXPLANATION_MAX)
    remark_title: str = Field("", max_length=REMARK_MAX)
    remark_agency: str = Field("", max_length=REMARK_MAX)
    remark_proposal: str = Field("", max_length=REMARK_MAX)
    remark_reasons: str = Field("", max_length=REMARK_MAX)


async def about(context: Context, wish: Reject) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.reject", entry="petition.rejected", about=about, hides=True)
async def reject(context: Context, wish: Reject) -> Done:
    """Raises Invalid where the reason does not say what it must name, Conflict while another moderator has it open."""
    row = await held.hold(wish.petition)
    await require_free(context, row)
    reason = require_reason(wish.reason, USE)
    await _must_be_named(context, wish, row)
    held.step(row, "reject")
    row.is_hidden, row.closed_at = reason.hides, context.now
    await row.save(update_fields=["state", "is_hidden", "closed_at"])
    await held.settle_its_clocks(context, row, "petition.check")
    await _write(context, wish, row, await _make_appealable(context, wish))
    await release(row.id)
    await held.happened(
        context, row, "rejected", code=wish.reason, subject=wish.subject, same=wish.same or None
    )
    return done(row)


async def _must_be_named(context: Context, wish: Reject, row: PetitionRow) -> None:
    if wish.reason == "petition_subject":
        if wish.subject not in {each.number for each in LAW.forbidden(held.law_on(row))}:
            raise Invalid("petition.name_the_subject", field="subject")
    elif wish.reason in _SAME:
        states = [each.value for each in (STILL_OPEN if wish.reason == "petition_same" else DECIDED)]
        if not await value(_SAME[wish.reason], wish.same, row.id, states, context.now):
            raise Invalid("petition.name_the_other", field="same")


async def _make_appealable(context: Context, wish: Reject) -> UUID | None:
    """The decision lies with moderation as well: another moderator decides on an appeal."""
    if context.actor.person_id is None:
        return None
    recorded = RecordDecision(
        about=wish.petition,
        reason=wish.reason,
        decided_by=context.actor.person_id,
        use=USE,
        explanation=wish.explanation,
    )
    return await by_law(context, record_decision, recorded)


async def _write(context: Context, wish: Reject, row: PetitionRow, decision: UUID | None) -> None:
    remarks = {name: getattr(wish, f"remark_{name}") for name in MENDED if getattr(wish, f"remark_{name}")}
    await VerdictRow.create(
        petition_id=row.id,
        outcome="rejected",
        reason=wish.reason,
        subject=wish.subject if wish.reason == "petition_subject" else None,
        same_ref=wish.same if wish.reason in _SAME else "",
        explanation=wish.explanation,
        remarks=remarks,
        decision_id=decision,
        decided_by=context.actor.person_id,
        decided_at=context.now,
    )
