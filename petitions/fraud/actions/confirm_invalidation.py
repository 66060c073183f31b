"""A second person agrees that so many signatures are found invalid."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from petitions.fraud import held, queries
from petitions.signing.invalid import STILL_MEANT

# Who took hers back since it was proposed is not touched.
_LEFT = f"""
UPDATE fraud_target t SET state = 'left' FROM signing_signature s
 WHERE t.invalidation_id = $1 AND s.id = t.signature_id AND NOT ({STILL_MEANT.format(seen_until="$2", proof="$3")})
"""


class ConfirmInvalidation(Wish):
    """``signatures``: how many the second person saw."""

    petition: str = Field(max_length=20)
    number: int = Field(ge=1)
    signatures: int = Field(ge=0)


async def about(context: Context, wish: ConfirmInvalidation) -> Subject:
    return await queries.subject(context, wish.petition, wish.number)


@action("petition.confirm_invalidation", entry="petition.invalidation_begun", about=about)
async def confirm_invalidation(context: Context, wish: ConfirmInvalidation) -> None:
    """Raises Conflict where they are not as many any more as she saw."""
    petition, row = await held.hold(wish.petition, wish.number)
    held.must_be_held(petition)
    held.step(row, "confirm")
    row.signatures -= await execute(_LEFT, row.id, row.seen_until, row.proof)
    if row.signatures != wish.signatures or not row.signatures:
        raise Conflict("petition.preview_changed")
    row.confirmed_by = context.actor.person_id
    await held.begin(context, petition, row)
