"""The house takes the next step of what is under way: some hundreds of signatures, the counter's notes, a public line.

One transaction: whoever dies in it has done nothing, and the order to go on lies where it lay.
"""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, rows
from hearing_state.permissions import Subject
from petitions.drafting import held as petitions
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import SIGNATURE_HELD
from petitions.fraud import held, queries
from petitions.fraud.invalidation import UNDER_WAY, State
from petitions.fraud.models import InvalidationRow
from petitions.signing import invalid

AT_ONCE = 500
_NEXT = """
SELECT signature_id AS id FROM fraud_target WHERE invalidation_id = $1 AND state = $2 ORDER BY signature_id LIMIT $3
"""
# What is given back has become so; whatever it became, this step did it.
_SETTLE = """
UPDATE fraud_target SET state = CASE WHEN signature_id = ANY ($3::uuid[]) THEN $4 ELSE $5 END, step = $6
 WHERE invalidation_id = $1 AND signature_id = ANY ($2::uuid[])
"""


class CarryOnInvalidation(Wish):
    petition: str = Field(max_length=20)
    number: int = Field(ge=1)
    at_once: int = Field(AT_ONCE, ge=1, le=AT_ONCE)


async def about(context: Context, wish: CarryOnInvalidation) -> Subject:
    return await queries.subject(context, wish.petition, wish.number)


@action("petition.carry_on_invalidation", entry="petition.signatures_invalidated", about=about)
async def carry_on_invalidation(context: Context, wish: CarryOnInvalidation) -> int:
    """How many signatures were changed. What was stopped meanwhile stays as it is."""
    petition, row = await held.hold(wish.petition, wish.number)
    if row.state not in UNDER_WAY:
        context.changed_nothing()
        return 0
    if row.state == State.RUNNING and petition.state not in SIGNATURE_HELD:
        held.step(row, "stop")
        await row.save(update_fields=["state"])
        await held.happened(context, petition, row, "invalidation_stopped", signatures=row.invalid)
        return 0
    row.steps += 1
    before = "due" if row.state == State.RUNNING else "invalid"
    ids = [each["id"] for each in await rows(_NEXT, row.id, before, wish.at_once)]
    changed = await _take(context, petition, row, ids) if ids else 0
    if len(ids) < wish.at_once:
        await _finish(context, petition, row)
    else:
        held.go_on(context, petition, row)
    await row.save(update_fields=["state", "steps", "invalid", "given_back", "left", "ended_at"])
    return changed


async def _take(context: Context, petition: PetitionRow, row: InvalidationRow, ids: list[UUID]) -> int:
    if row.state == State.RUNNING:
        changed = await invalid.invalidate(ids, context.now, row.seen_until, row.proof)
        await _settle(row, ids, changed, "invalid", "left")
        row.invalid += len(changed)
        row.left += len(ids) - len(changed)
        await petitions.a_name_left(
            context, petition
        )  # whose name somebody else put there stands nowhere any more
        kind = "petition.signatures_invalidated"
    else:
        changed = await invalid.restore(ids, context.now)
        await _settle(row, ids, changed, "restored", "stays")
        row.given_back += len(changed)
        row.invalid -= len(changed)
        kind = "petition.signatures_restored"
    context.record(kind, petition.ref, number=row.number, step=row.steps, signatures=len(changed))
    context.tell(kind, petition.ref, number=row.number, step=row.steps)
    return len(changed)


async def _settle(
    row: InvalidationRow, ids: list[UUID], changed: set[UUID], done: str, otherwise: str
) -> None:
    await execute(_SETTLE, row.id, ids, list(changed), done, otherwise, row.steps)


async def _finish(context: Context, petition: PetitionRow, row: InvalidationRow) -> None:
    is_back = held.step(row, "finish") == State.RESTORED
    row.ended_at = context.now
    kind = "restoration_done" if is_back else "invalidation_done"
    await held.happened(context, petition, row, kind, signatures=row.given_back if is_back else row.invalid)
