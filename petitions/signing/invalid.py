"""Signatures are found invalid, and found valid after all: the rows and the counter's notes in one statement. Inside the running action.

In the order in which signing puts them, so that nobody waits for another crosswise. The rows stay, with their names: whoever objects must be
found again, and nobody signs anew where the signature was found invalid.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hearing_state.db import rows

_CHANGE = """
WITH chosen AS (
  SELECT s.id FROM signing_signature s WHERE s.id = ANY ($1::uuid[]) AND s.state = '{before}'{still} ORDER BY s.petition_id, s.signer FOR UPDATE OF s
), changed AS (
  UPDATE signing_signature s SET state = '{after}', changed_at = $2 FROM chosen WHERE s.id = chosen.id
  RETURNING s.id, s.petition_id, s.place_code, s.proof
), noted AS (
  INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at)
  SELECT gen_random_uuid(), petition_id, place_code, proof, {delta}, $2 FROM changed
)
SELECT id FROM changed
"""
# Accounts that proved to be one person's with those who are given theirs back. Two short looks instead of one statement: whatever the
# planner believes about people, each is a look into an index.
_HUMANS = """
SELECT s.id, s.petition_id, a.id AS account, coalesce(a.one_with, a.id) AS human
  FROM signing_signature s JOIN people_person a ON a.id = s.person_id WHERE s.id = ANY ($1::uuid[])
"""
_ACCOUNTS = """
SELECT b.id AS account, b.one_with AS human FROM people_person b WHERE b.one_with = ANY ($1::uuid[])
"""
_HAVE_SIGNED = """
SELECT petition_id, person_id FROM signing_signature WHERE person_id = ANY ($1::uuid[]) AND state = 'valid'
"""
STILL_MEANT = "s.state = 'valid' AND s.signed_at <= {seen_until}::timestamptz AND ({proof}::text = '' OR s.proof = {proof})"
"""Of a signature that was chosen: it is the one that was seen. Whoever took hers back may have signed anew, or have proved more of herself."""
_INVALIDATE = _CHANGE.format(
    before="valid", after="invalid", delta=-1, still=f" AND {STILL_MEANT.format(seen_until='$3', proof='$4')}"
)
_RESTORE = _CHANGE.format(before="invalid", after="valid", delta=1, still="")


async def invalidate(ids: Sequence[UUID], at: datetime, seen_until: datetime, proof: str = "") -> set[UUID]:
    """Those of them that stood and stand no more. Who took hers back meanwhile is not among them, also where she signed anew after
    ``seen_until``, or proved it otherwise than by ``proof``, where they were chosen by that.
    """
    return {each["id"] for each in await rows(_INVALIDATE, list(ids), at, seen_until, proof)}


async def restore(ids: Sequence[UUID], at: datetime) -> set[UUID]:
    """Those of them that stand again; whose person has signed by another account meanwhile is not among them: she would count twice."""
    twice = await _signed_else(ids)
    return {each["id"] for each in await rows(_RESTORE, [each for each in ids if each not in twice], at)}


async def _signed_else(ids: Sequence[UUID]) -> set[UUID]:
    found = await rows(_HUMANS, list(ids))
    accounts: dict[UUID, set[UUID]] = {}
    for each in await rows(_ACCOUNTS, list({each["human"] for each in found})):
        accounts.setdefault(each["human"], {each["human"]}).add(each["account"])
    if not accounts:
        return set()
    others = [account for together in accounts.values() for account in together]
    signed = {(each["petition_id"], each["person_id"]) for each in await rows(_HAVE_SIGNED, others)}
    return {
        each["id"]
        for each in found
        for account in accounts.get(each["human"], set()) - {each["account"]}
        if (each["petition_id"], account) in signed
    }
