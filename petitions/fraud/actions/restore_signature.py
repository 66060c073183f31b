"""One signature that was found invalid counts again, alone: whoever objected was right, the others of the invalidation stay as they are."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from petitions.fraud import held, queries, struck
from petitions.fraud.invalidation import REASON_MAX, REASON_MIN
from petitions.signing import invalid
from petitions.signing.receipt import RECEIPT_MAX
from petitions.signing.signer import signer_of

_SETTLE = "UPDATE fraud_target SET state = 'restored', step = $2, reason = $3 WHERE id = $1"


class RestoreSignature(Wish):
    """``receipt``: of the signature, as its signer names it."""

    petition: str = Field(max_length=20)
    number: int = Field(ge=1)
    receipt: str = Field(max_length=RECEIPT_MAX)
    reason: str = Field(min_length=REASON_MIN, max_length=REASON_MAX)


async def about(context: Context, wish: RestoreSignature) -> Subject:
    return await queries.subject(context, wish.petition, wish.number)


@action("petition.restore_signature", entry="petition.signature_restored", about=about)
async def restore_signature(context: Context, wish: RestoreSignature) -> bool:
    """False where it counts again already. In whatever state petition and invalidation are: a step of either waits for this one, or this
    one for it, and nothing is changed twice. Raises Conflict where it would count twice or is the moderator's own, NotFound.
    """
    petition, row = await held.hold(wish.petition, wish.number)
    target = await struck.target(row.id, wish.receipt)
    if target["signature_state"] == "valid":
        context.changed_nothing()
        return False
    _must_be_struck_here(target)
    if context.actor.human is not None and target["signer"] == signer_of(
        context, petition.id, context.actor.human
    ):
        raise Conflict("petition.own_signature")
    if not await invalid.restore([target["signature_id"]], context.now):
        raise Conflict("petition.signed_by_another_account")
    row.steps += 1
    row.given_back += 1
    row.invalid -= 1  # it was counted there also as one that stays
    await execute(_SETTLE, target["id"], row.steps, wish.reason)
    await row.save(update_fields=["steps", "invalid", "given_back"])
    await held.happened(context, petition, row, "signature_restored", signatures=1, text=wish.reason)
    context.record(
        "petition.signatures_restored", petition.ref, number=row.number, step=row.steps, signatures=1
    )
    context.tell("petition.signatures_restored", petition.ref, number=row.number, step=row.steps)
    return True


def _must_be_struck_here(target: dict[str, Any]) -> None:
    """Whoever took hers back has no signature any more, and what another invalidation struck is given back there."""
    if target["signature_state"] != "invalid" or target["state"] not in struck.STRUCK:
        raise Conflict("petition.signature_not_struck_here")
