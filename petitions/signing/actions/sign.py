"""Somebody signs. One person, one signature: the unique pair of petition and signer decides, on however many devices at once.

Signing writes its own rows only: the signature, and a note for the counter. No total is touched, so a rush does not queue up at a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Call, Context, Together, Wish, action
from hearing_state.db import rows
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, Problem
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
# Whoever took a signature back may sign again: the same row, counted anew. Whose signature stands already changes nothing. In one
# order, so that two processes cannot wait for each other crosswise. What was put gets its note for the counter in the same statement.
_PUT = """
WITH wished AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bool[],
    $11::timestamptz[]) AS w (id, petition_id, signer, person_id, shown_name, place_code, proof, comment, receipt, is_early, at)
), put AS (
  INSERT INTO signing_signature AS s (id, petition_id, signer, person_id, shown_name, place_code, proof, comment, comment_state, receipt,
    is_early, state, consent_at, signed_at, changed_at)
  SELECT id, petition_id, signer, person_id, shown_name, place_code, proof, comment, CASE WHEN comment = '' THEN 'none' ELSE 'waiting' END,
    receipt, is_early, 'valid', at, at, at FROM wished ORDER BY petition_id, signer
  ON CONFLICT (petition_id, signer) DO UPDATE SET person_id = EXCLUDED.person_id, shown_name = EXCLUDED.shown_name,
    place_code = EXCLUDED.place_code, proof = EXCLUDED.proof, comment = EXCLUDED.comment, comment_state = EXCLUDED.comment_state,
    is_early = EXCLUDED.is_early, state = 'valid', consent_at = EXCLUDED.consent_at, signed_at = EXCLUDED.signed_at,
    changed_at = EXCLUDED.changed_at
  WHERE s.state = 'withdrawn' RETURNING s.petition_id, s.signer, s.place_code, s.proof, s.receipt, s.signed_at
), noted AS (
  INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at)
  SELECT gen_random_uuid(), petition_id, place_code, proof, 1, signed_at FROM put
)
SELECT petition_id, signer, receipt FROM put
"""
_STANDING = """
SELECT s.petition_id, s.signer, s.receipt, s.state FROM signing_signature s
  JOIN unnest($1::uuid[], $2::bytea[]) AS a (petition_id, signer) USING (petition_id, signer)
"""


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


@dataclass(frozen=True, slots=True)
class _Signature:
    """A wish that may be granted: under which petition, by whom."""

    call: Call[Sign]
    row: PetitionRow
    signer: bytes

    @property
    def pair(self) -> tuple[UUID, bytes]:
        return self.row.id, self.signer


async def about(context: Context, wish: Sign) -> Subject:
    return drafting.subject_of(await drafting.by_key(context, wish.petition))


async def about_all(calls: Sequence[Call[Sign]]) -> list[Subject | Problem]:
    return [
        drafting.subject_of(row) if isinstance(row, PetitionRow) else row for row in await _petitions(calls)
    ]


async def sign_all(calls: Sequence[Call[Sign]]) -> list[Signed | Problem]:
    """What many at once asked for: two statements, whether it is one or five hundred of them."""
    found = await _petitions(calls)
    places = await _places(calls)
    checked = [_checked(call, row, places) for call, row in zip(calls, found, strict=True)]
    wished = [each for each in checked if isinstance(each, _Signature)]
    put = await _put(wished)
    standing = await _standing([each for each in wished if each.pair not in put])
    return [_answer(each, put, standing) if isinstance(each, _Signature) else each for each in checked]


@action("petition.sign", entry="petition.signed", about=about, together=Together(about_all, sign_all))
async def sign(context: Context, wish: Sign) -> Signed:
    """Raises Conflict where the petition is not open for signatures or the proof is not enough; Invalid without consent."""
    (answer,) = await sign_all([Call(context, wish)])
    if isinstance(answer, Problem):
        raise answer
    return answer


async def _petitions(calls: Sequence[Call[Sign]]) -> list[PetitionRow | NotFound]:
    return await drafting.by_keys([(call.context, call.wish.petition) for call in calls])


async def _places(calls: Sequence[Call[Sign]]) -> frozenset[str]:
    """The twenty at the top of the map, where anybody named one."""
    if not any(call.wish.place for call in calls):
        return frozenset()
    return frozenset(each.code for each in await territories.children(calls[0].context))


def _checked(call: Call[Sign], row: PetitionRow | NotFound, places: frozenset[str]) -> _Signature | Problem:
    if isinstance(row, NotFound):
        return row
    person_id = call.context.actor.person_id
    if person_id is None:
        return Forbidden()
    return _refusal(call, row, places) or _Signature(call, row, signer_of(call.context, row.id, person_id))


def _refusal(call: Call[Sign], row: PetitionRow, places: frozenset[str]) -> Problem | None:
    scope: Scope = "first_fifty" if row.state == State.GATHERING else "collection"
    if row.state not in JOINABLE:
        return Conflict("petition.not_open")
    if not call.wish.consent:
        return Invalid("petition.consent_to_sign", field="consent")
    if not is_enough(CODE, scope, call.context.today):
        return Conflict("petition.proof_not_enough")
    if call.wish.place and call.wish.place not in places:
        return Invalid("petition.choose_place", field="place")
    return None


async def _put(wished: Sequence[_Signature]) -> dict[tuple[UUID, bytes], str]:
    """The receipts of what was put; who has signed already is not among them."""
    if not wished:
        return {}
    context = wished[0].call.context
    people_ids = [each.call.context.actor.person_id for each in wished]
    names = await people.public_names_of(context, [known for known in people_ids if known is not None])
    found = await rows(
        _PUT,
        [new_id() for _each in wished],
        [each.row.id for each in wished],
        [each.signer for each in wished],
        people_ids,
        [names.get(known, "") if known else "" for known in people_ids],
        [each.call.wish.place for each in wished],
        [CODE for _each in wished],
        [each.call.wish.comment for each in wished],
        [new_receipt() for _each in wished],
        [each.row.state == State.GATHERING for each in wished],
        [each.call.context.now for each in wished],
    )
    return {(each["petition_id"], bytes(each["signer"])): each["receipt"] for each in found}


async def _standing(before: Sequence[_Signature]) -> dict[tuple[UUID, bytes], Any]:
    if not before:
        return {}
    found = await rows(_STANDING, [each.row.id for each in before], [each.signer for each in before])
    return {(each["petition_id"], bytes(each["signer"])): each for each in found}


def _answer(
    wished: _Signature, put: dict[tuple[UUID, bytes], str], standing: dict[tuple[UUID, bytes], Any]
) -> Signed | Problem:
    ref, receipt = wished.row.ref, put.get(wished.pair)
    if receipt is not None:
        wished.call.context.record("petition.signed", ref, receipt=receipt)
        return Signed(ref=ref, receipt=receipt, is_new=True)
    before = standing.get(wished.pair)
    if before is None or before["state"] != "valid":
        return Conflict("petition.signature_invalid")
    return Signed(ref=ref, receipt=before["receipt"], is_new=False)
