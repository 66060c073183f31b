"""Somebody signs. One person, one signature: the unique pair of petition and signer decides, on however many devices at once.

Signing writes its own rows only: the signature, and a note for the counter. No total is touched, so a rush does not queue up at a row.
"""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row as one_row
from hearing_state.db import value
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.ids import new_id
from hearing_state.people import queries as people
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import JOINABLE, State
from petitions.signing.assurance import CODE, Scope, is_enough
from petitions.signing.receipt import new_receipt
from petitions.signing.signer import signer_of

COMMENT_MAX = 500
# Whoever took a signature back may sign again: the same row, counted anew. Whose signature stands already changes nothing.
_PUT = """
WITH put AS (
  INSERT INTO signing_signature AS s (id, petition_id, signer, person_id, shown_name, place_code, proof, comment, comment_state, receipt,
    is_early, state, consent_at, signed_at, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'valid', $12, $12, $12)
  ON CONFLICT (petition_id, signer) DO UPDATE SET person_id = EXCLUDED.person_id, shown_name = EXCLUDED.shown_name,
    place_code = EXCLUDED.place_code, proof = EXCLUDED.proof, comment = EXCLUDED.comment, comment_state = EXCLUDED.comment_state,
    is_early = EXCLUDED.is_early, state = 'valid', consent_at = EXCLUDED.consent_at, signed_at = EXCLUDED.signed_at,
    changed_at = EXCLUDED.changed_at
  WHERE s.state = 'withdrawn' RETURNING s.receipt
)
SELECT receipt FROM put
"""
_NOTE = """
INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at) VALUES ($1, $2, $3, $4, 1, $5) RETURNING id
"""
_STANDING = "SELECT receipt, state FROM signing_signature WHERE petition_id = $1 AND signer = $2"


class Sign(Wish):
    """``petition``: its number, or the secret of its direct link before it is public. ``place``: the signer's oblast, if she wants to say
    it. ``consent``: to the processing of her data (90-3(1)).
    """

    petition: str = Field(max_length=43)
    consent: bool = False
    place: str = Field("", pattern=r"^(\d{9})?$")
    comment: str = Field("", max_length=COMMENT_MAX)


class Signed(BaseModel):
    """``is_new``: false for whoever had signed already. ``receipt``: finds the own entry without a name."""

    model_config = ConfigDict(frozen=True)

    ref: str
    receipt: str
    is_new: bool


async def about(context: Context, wish: Sign) -> Subject:
    return drafting.subject_of(await drafting.by_key(context, wish.petition))


@action("petition.sign", entry="petition.signed", about=about)
async def sign(context: Context, wish: Sign) -> Signed:
    """Raises Conflict where the petition is not open for signatures or the proof is not enough; Invalid without consent."""
    row = await drafting.by_key(context, wish.petition)
    if row.state not in JOINABLE:
        raise Conflict("petition.not_open")
    if not wish.consent:
        raise Invalid("petition.consent_to_sign", field="consent")
    scope: Scope = "first_fifty" if row.state == State.GATHERING else "collection"
    if not is_enough(CODE, scope, context.today):
        raise Conflict("petition.proof_not_enough")
    await _check_place(context, wish.place)
    receipt = await _put(context, wish, row)
    if receipt is None:
        return await _standing(context, row)
    context.record("petition.signed", row.ref, receipt=receipt)
    return Signed(ref=row.ref, receipt=receipt, is_new=True)


async def _put(context: Context, wish: Sign, row: PetitionRow) -> str | None:
    """The receipt; None for whoever has signed already."""
    person_id = _person(context)
    receipt = await value(
        _PUT, new_id(), row.id, signer_of(context, row.id, person_id), person_id, await people.public_name(context, person_id),
        wish.place, CODE, wish.comment, "waiting" if wish.comment else "none", new_receipt(), row.state == State.GATHERING, context.now,
    )  # fmt: skip
    if receipt is not None:
        await value(_NOTE, new_id(), row.id, wish.place, CODE, context.now)
    return str(receipt) if receipt else None


async def _standing(context: Context, row: PetitionRow) -> Signed:
    found = await one_row(_STANDING, row.id, signer_of(context, row.id, _person(context)))
    if found is None or found["state"] != "valid":
        raise Conflict("petition.signature_invalid")
    return Signed(ref=row.ref, receipt=found["receipt"], is_new=False)


async def _check_place(context: Context, code: str) -> None:
    """One of the twenty at the top of the map, or nothing."""
    if code and code not in {each.code for each in await territories.children(context)}:
        raise Invalid("petition.choose_place", field="place")


def _person(context: Context) -> UUID:
    if context.actor.person_id is None:
        raise Forbidden()
    return context.actor.person_id
