"""The signer takes her signature back, until the petition is sent. Name and comment are deleted at once."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, value
from hearing_state.db import row as one_row
from hearing_state.errors import Conflict, Forbidden
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from petitions.drafting import held as petitions
from petitions.drafting import queries as drafting
from petitions.drafting.petition import SIGNATURE_HELD
from petitions.signing.signer import signer_of

_TAKE = """
UPDATE signing_signature SET state = 'withdrawn', person_id = NULL, shown_name = '', comment = '', comment_state = 'none', block = NULL, changed_at = $3
 WHERE petition_id = $1 AND signer = $2 AND state = 'valid' RETURNING place_code, proof, receipt
"""
_NOTE = """
INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at) VALUES ($1, $2, $3, $4, -1, $5) RETURNING id
"""
# What proved it goes with it: nobody may put it under the petition again.
_PROOFS = """
UPDATE signing_proof SET state = 'withdrawn', sealed = NULL, next_at = NULL
 WHERE petition_id = $1 AND person_id IN ($2, $3) AND state NOT IN ('refused', 'withdrawn')
"""


class Unsign(Wish):
    petition: str = Field(max_length=43)


async def about(context: Context, wish: Unsign) -> Subject:
    return drafting.subject_of(await drafting.by_key(context, wish.petition))


@action("petition.unsign", entry="petition.unsigned", about=about)
async def unsign(context: Context, wish: Unsign) -> bool:
    """False where there was nothing to take back. Raises Conflict once the petition was sent."""
    row = await drafting.by_key(context, wish.petition)
    if row.state not in SIGNATURE_HELD:
        raise Conflict("petition.sent_already")
    human = context.actor.human
    if human is None:
        raise Forbidden()
    gone = await one_row(_TAKE, row.id, signer_of(context, row.id, human), context.now)
    if gone is None:
        return False
    await execute(_PROOFS, row.id, human, context.actor.person_id)
    await value(_NOTE, new_id(), row.id, gone["place_code"], gone["proof"], context.now)
    await petitions.a_name_left(context, row)
    context.record("petition.unsigned", row.ref, receipt=gone["receipt"])
    return True
