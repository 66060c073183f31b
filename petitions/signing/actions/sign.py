"""Somebody signs. One person, one signature: the unique pair of petition and signer decides, on however many devices at once.

Signing writes its own rows only: the signature, and a note for the counter. No total is touched, so a rush does not queue up at a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Call, Context, Together, Wish, action
from hearing_state.db import execute, rows
from hearing_state.db import row as one_row
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, Problem
from hearing_state.ids import new_id
from hearing_state.people import queries as people
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from petitions.drafting import held as petitions
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import JOINABLE, State
from petitions.signing.assurance import CODE, Scope, is_enough, weaker_than
from petitions.signing.receipt import new_receipt
from petitions.signing.signer import block_of, signer_of

COMMENT_MAX = 500
# Whoever took a signature back may sign again: the same row, counted anew. Whose signature stands already changes nothing. In one
# order, so that two processes cannot wait for each other crosswise. What was put gets its note for the counter in the same statement.
_PUT = """
WITH wished AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bool[],
    $11::timestamptz[], $12::bytea[]) AS w (id, petition_id, signer, person_id, shown_name, place_code, proof, comment, receipt, is_early, at, block)
), put AS (
  INSERT INTO signing_signature AS s (id, petition_id, signer, person_id, shown_name, place_code, proof, comment, comment_state, receipt,
    is_early, state, consent_at, signed_at, changed_at, block)
  SELECT id, petition_id, signer, person_id, shown_name, place_code, proof, comment, CASE WHEN comment = '' THEN 'none' ELSE 'waiting' END,
    receipt, is_early, 'valid', at, at, at, block FROM wished ORDER BY petition_id, signer
  ON CONFLICT (petition_id, signer) DO UPDATE SET person_id = EXCLUDED.person_id, shown_name = EXCLUDED.shown_name,
    place_code = EXCLUDED.place_code, proof = EXCLUDED.proof, comment = EXCLUDED.comment, comment_state = EXCLUDED.comment_state,
    is_early = EXCLUDED.is_early, state = 'valid', consent_at = EXCLUDED.consent_at, signed_at = EXCLUDED.signed_at,
    changed_at = EXCLUDED.changed_at, block = EXCLUDED.block
  WHERE s.state = 'withdrawn' RETURNING s.petition_id, s.signer, s.place_code, s.proof, s.receipt, s.signed_at
), noted AS (
  INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at)
  SELECT gen_random_uuid(), petition_id, place_code, proof, 1, signed_at FROM put
)
SELECT petition_id, signer, receipt FROM put
"""
_STANDING = """
SELECT s.petition_id, s.signer, s.receipt, s.state, s.proof FROM signing_signature s
  JOIN unnest($1::uuid[], $2::bytea[]) AS a (petition_id, signer) USING (petition_id, signer)
"""
_TAKE_OTHER = """
UPDATE signing_signature SET state = 'withdrawn', person_id = NULL, shown_name = '', comment = '', comment_state = 'none', block = NULL, changed_at = $3
 WHERE petition_id = $1 AND signer = $2 AND state = 'valid' RETURNING place_code, proof, receipt
"""
# The same person has proved more of herself than before: the signature stays the one that it is.
_STRENGTHEN = """
WITH old AS (
  SELECT id, proof FROM signing_signature WHERE petition_id = $1 AND signer = $2 AND state = 'valid' AND proof = ANY ($4::text[]) FOR UPDATE
)
UPDATE signing_signature s SET proof = $3, changed_at = $5 FROM old WHERE s.id = old.id RETURNING s.place_code, s.receipt, old.proof AS was
"""
_NOTE = """
INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at) VALUES ($1, $2, $3, $4, $5, $6)
"""


class Sign(Wish):
    """``petition``: its number, or the secret of its direct link before it is public. ``place``: the signer's oblast, if she wants to say
    it. ``consent``: to the processing of her data (90-3(1)). It proves as much as the session by which she is signed in.
    """

    petition: str = Field(max_length=43)
    consent: bool = False
    place: str = Field("", pattern=r"^(\d{9})?$")
    comment: str = Field("", max_length=COMMENT_MAX)


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


@dataclass(frozen=True)
class Signature:
    """A wish that may be granted: under which petition, by whom. ``account``: who is signed in. ``human``: who counts once. ``proof``: what
    is known of her.
    """

    context: Context
    row: PetitionRow
    account: UUID
    human: UUID
    proof: str
    place: str = ""
    comment: str = field(default="", repr=False)

    @cached_property
    def pair(self) -> tuple[UUID, bytes]:
        return self.row.id, signer_of(self.context, self.row.id, self.human)


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
    answers = iter(await put_all([each for each in checked if isinstance(each, Signature)]))
    return [next(answers) if isinstance(each, Signature) else each for each in checked]


async def put_all(wished: Sequence[Signature]) -> list[Signed | Problem]:
    """The one place where signatures are put under petitions, whatever proves them. Of what is refused nothing is written."""
    put = await _put(wished)
    standing = await _standing([each for each in wished if each.pair not in put])
    return [await _answer(each, put.get(each.pair), standing.get(each.pair)) for each in wished]


@action("petition.sign", entry="petition.signed", about=about, together=Together(sign_all, about_all))
async def sign(context: Context, wish: Sign) -> Signed:
    """Raises Conflict where the petition is not open for signatures or the proof is not enough; Invalid without consent."""
    (answer,) = await sign_all([Call(context, wish)])
    if isinstance(answer, Problem):
        raise answer
    return answer


def scope_of(row: PetitionRow) -> Scope:
    return "first_fifty" if row.state == State.GATHERING else "collection"


async def _petitions(calls: Sequence[Call[Sign]]) -> list[PetitionRow | NotFound]:
    return await drafting.by_keys([(call.context, call.wish.petition) for call in calls])


async def _places(calls: Sequence[Call[Sign]]) -> frozenset[str]:
    """The twenty at the top of the map, where anybody named one."""
    if not any(call.wish.place for call in calls):
        return frozenset()
    return frozenset(each.code for each in await territories.children(calls[0].context))


def _checked(call: Call[Sign], row: PetitionRow | NotFound, places: frozenset[str]) -> Signature | Problem:
    if isinstance(row, NotFound):
        return row
    actor, wish = call.context.actor, call.wish
    if actor.person_id is None or actor.human is None:
        return Forbidden()
    proof = actor.step or CODE
    refusal = _refusal(call, row, proof, places)
    return refusal or Signature(
        call.context, row, actor.person_id, actor.human, proof, wish.place, wish.comment
    )


def _refusal(call: Call[Sign], row: PetitionRow, proof: str, places: frozenset[str]) -> Problem | None:
    if row.state not in JOINABLE:
        return Conflict("petition.not_open")
    if not call.wish.consent:
        return Invalid("petition.consent_to_sign", field="consent")
    if not is_enough(proof, scope_of(row), call.context.today):
        return Conflict("petition.proof_not_enough")
    if call.wish.place and call.wish.place not in places:
        return Invalid("petition.choose_place", field="place")
    return None


async def _put(wished: Sequence[Signature]) -> dict[tuple[UUID, bytes], str]:
    """The receipts of what was put; who has signed already is not among them."""
    if not wished:
        return {}
    names = await people.public_names_of(wished[0].context, [each.account for each in wished])
    pairs = [each.pair for each in wished]
    found = await rows(
        _PUT,
        [new_id() for _each in wished],
        [petition for petition, _signer in pairs],
        [signer for _petition, signer in pairs],
        [each.account for each in wished],
        [names.get(each.account, "") for each in wished],
        [each.place for each in wished],
        [each.proof for each in wished],
        [each.comment for each in wished],
        [new_receipt() for _each in wished],
        [each.row.state == State.GATHERING for each in wished],
        [each.context.now for each in wished],
        [block_of(each.context, each.row.id) for each in wished],
    )
    return {(each["petition_id"], bytes(each["signer"])): each["receipt"] for each in found}


async def _standing(before: Sequence[Signature]) -> dict[tuple[UUID, bytes], Any]:
    if not before:
        return {}
    pairs = [each.pair for each in before]
    found = await rows(_STANDING, [one for one, _signer in pairs], [signer for _one, signer in pairs])
    return {(each["petition_id"], bytes(each["signer"])): each for each in found}


async def _answer(wished: Signature, receipt: str | None, before: Any | None) -> Signed | Problem:
    ref = wished.row.ref
    if receipt is None and (before is None or before["state"] != "valid"):
        return Conflict("petition.signature_invalid")
    if wished.account != wished.human:
        await take_back(wished.context, wished.row, signer_of(wished.context, wished.row.id, wished.account))
    if receipt is not None:
        wished.context.record("petition.signed", ref, receipt=receipt, proof=wished.proof)
        return Signed(ref=ref, receipt=receipt, is_new=True)
    stands = before or {}
    if stands["proof"] in weaker_than(wished.proof):
        return await _strengthened(wished, stands["receipt"])
    wished.context.changed_nothing()
    return Signed(ref=ref, receipt=stands["receipt"], is_new=False)


async def take_back(context: Context, row: PetitionRow, signer: bytes) -> None:
    """What she signed before both accounts proved to be one person's would count her twice."""
    gone = await one_row(_TAKE_OTHER, row.id, signer, context.now)
    if gone is not None:
        await note(context, row, gone["place_code"], gone["proof"], -1)
        await petitions.a_name_left(context, row)
        context.record("petition.unsigned", row.ref, receipt=gone["receipt"])


async def _strengthened(wished: Signature, receipt: str) -> Signed:
    """Whoever came first has done it: then it is strong already."""
    context, row = wished.context, wished.row
    was = await strengthened(context, row, wished.pair[1], wished.proof)
    if not was:
        context.changed_nothing()
    return Signed(ref=row.ref, receipt=receipt, is_new=False, was=was)


async def strengthened(context: Context, row: PetitionRow, signer: bytes, proof: str) -> str:
    """The weaker proof of before; empty where there was none."""
    found = await one_row(_STRENGTHEN, row.id, signer, proof, weaker_than(proof), context.now)
    if found is None:
        return ""
    await note(context, row, found["place_code"], found["was"], -1)
    await note(context, row, found["place_code"], proof, 1)
    context.record("petition.signature_proven", row.ref, receipt=found["receipt"], proof=proof)
    return str(found["was"])


async def note(context: Context, row: PetitionRow, place: str, proof: str, delta: int) -> None:
    """For the counter."""
    await execute(_NOTE, new_id(), row.id, place, proof, delta, context.now)


async def check_place(context: Context, code: str) -> None:
    """One of the twenty at the top of the map, or nothing."""
    if code and code not in {each.code for each in await territories.children(context)}:
        raise Invalid("petition.choose_place", field="place")
