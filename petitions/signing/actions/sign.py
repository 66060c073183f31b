"""Somebody signs. One person, one signature: the unique pair of petition and signer decides, on however many devices at once.

Signing writes its own rows only: the signature, and a note for the counter. No total is touched, so a rush does not queue up at a row.
"""

from __future__ import annotations

from dataclasses import dataclass
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
from petitions.signing import proofs
from petitions.signing.assurance import CODE, Scope, is_enough, weaker_than
from petitions.signing.receipt import new_receipt
from petitions.signing.signer import signer_of

COMMENT_MAX = 500
_TAKE_OTHER = """
UPDATE signing_signature SET state = 'withdrawn', person_id = NULL, shown_name = '', comment = '', comment_state = 'none', changed_at = $3
 WHERE petition_id = $1 AND signer = $2 AND state = 'valid' RETURNING place_code, proof, receipt
"""
# The same person has proved more of herself than before: the signature stays the one that it is.
_STRENGTHEN = """
WITH old AS (
  SELECT id, proof FROM signing_signature WHERE petition_id = $1 AND signer = $2 AND state = 'valid' AND proof = ANY ($4::text[]) FOR UPDATE
)
UPDATE signing_signature s SET proof = $3, changed_at = $5 FROM old WHERE s.id = old.id RETURNING s.receipt, s.place_code, old.proof AS was
"""
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
INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
"""
_STANDING = "SELECT receipt, state FROM signing_signature WHERE petition_id = $1 AND signer = $2"


class Sign(Wish):
    """``petition``: its number, or the secret of its direct link before it is public. ``place``: the signer's oblast, if she wants to say
    it. ``consent``: to the processing of her data (90-3(1)). ``proof``: an electronic signature or a line of a sheet that was found good;
    without one, what the session is worth by which she is signed in.
    """

    petition: str = Field(max_length=43)
    consent: bool = False
    place: str = Field("", pattern=r"^(\d{9})?$")
    comment: str = Field("", max_length=COMMENT_MAX)
    proof: UUID | None = None


class Signed(BaseModel):
    """``is_new``: false for whoever had signed already. ``was``: the weaker proof of before, whose place this one took. ``receipt``: finds
    the own entry without a name.
    """

    model_config = ConfigDict(frozen=True)

    ref: str
    receipt: str
    is_new: bool
    was: str = ""

    @property
    def is_stronger(self) -> bool:
        return bool(self.was)


@dataclass(frozen=True, slots=True)
class _Signer:
    """``account``: who is signed in. ``human``: who counts once. ``proof``: what is known of her."""

    account: UUID
    human: UUID
    proof: str


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
    signer = await _signer(context, wish, row)
    if not is_enough(signer.proof, scope_of(row), context.today):
        raise Conflict("petition.proof_not_enough")
    await check_place(context, wish.place)
    if signer.account != signer.human:
        await _take_back_of_account(context, row, signer)
    receipt = await _put(context, wish, row, signer)
    if receipt is None:
        signed = await _strengthened(context, row, signer) or await _standing(context, row, signer)
        if wish.proof is not None:
            await proofs.found_known(wish.proof, signed.was)
        return signed
    context.record("petition.signed", row.ref, receipt=receipt, proof=signer.proof)
    return Signed(ref=row.ref, receipt=receipt, is_new=True)


def scope_of(row: PetitionRow) -> Scope:
    return "first_fifty" if row.state == State.GATHERING else "collection"


async def _signer(context: Context, wish: Sign, row: PetitionRow) -> _Signer:
    account = context.actor.person_id
    if account is None:
        raise Forbidden()
    if wish.proof is not None:
        taken = await proofs.take(context, row, wish.proof, account)
        return _Signer(account, taken.human, taken.kind)
    return _Signer(account, context.actor.human or account, context.actor.step or CODE)


async def _take_back_of_account(context: Context, row: PetitionRow, signer: _Signer) -> None:
    """What she signed before both accounts proved to be one person's would count her twice."""
    gone = await one_row(_TAKE_OTHER, row.id, signer_of(context, row.id, signer.account), context.now)
    if gone is not None:
        await note(context, row, gone["place_code"], gone["proof"], -1)
        context.record("petition.unsigned", row.ref, receipt=gone["receipt"])


async def _strengthened(context: Context, row: PetitionRow, signer: _Signer) -> Signed | None:
    weaker = weaker_than(signer.proof)
    if not weaker:
        return None
    digest = signer_of(context, row.id, signer.human)
    found = await one_row(_STRENGTHEN, row.id, digest, signer.proof, weaker, context.now)
    if found is None:
        return None
    await note(context, row, found["place_code"], found["was"], -1)
    await note(context, row, found["place_code"], signer.proof, 1)
    context.record("petition.signature_proven", row.ref, receipt=found["receipt"], proof=signer.proof)
    return Signed(ref=row.ref, receipt=found["receipt"], is_new=False, was=found["was"])


async def note(context: Context, row: PetitionRow, place: str, proof: str, delta: int) -> None:
    """For the counter."""
    await value(_NOTE, new_id(), row.id, place, proof, delta, context.now)


async def _put(context: Context, wish: Sign, row: PetitionRow, signer: _Signer) -> str | None:
    """The receipt; None for whoever has signed already."""
    receipt = await value(
        _PUT, new_id(), row.id, signer_of(context, row.id, signer.human), signer.account, await people.public_name(context, signer.account),
        wish.place, signer.proof, wish.comment, "waiting" if wish.comment else "none", new_receipt(), row.state == State.GATHERING, context.now,
    )  # fmt: skip
    if receipt is not None:
        await note(context, row, wish.place, signer.proof, 1)
    return str(receipt) if receipt else None


async def _standing(context: Context, row: PetitionRow, signer: _Signer) -> Signed:
    found = await one_row(_STANDING, row.id, signer_of(context, row.id, signer.human))
    if found is None or found["state"] != "valid":
        raise Conflict("petition.signature_invalid")
    return Signed(ref=row.ref, receipt=found["receipt"], is_new=False)


async def check_place(context: Context, code: str) -> None:
    """One of the twenty at the top of the map, or nothing."""
    if code and code not in {each.code for each in await territories.children(context)}:
        raise Invalid("petition.choose_place", field="place")
