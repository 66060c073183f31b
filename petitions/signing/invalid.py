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
  SELECT s.id FROM signing_signature s WHERE s.id = ANY ($1::uuid[]) AND s.state = '{before}'{but} ORDER BY s.petition_id, s.signer FOR UPDATE OF s
), changed AS (
  UPDATE signing_signature s SET state = '{after}', changed_at = $2 FROM chosen WHERE s.id = chosen.id
  RETURNING s.id, s.petition_id, s.place_code, s.proof
), noted AS (
  INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at)
  SELECT gen_random_uuid(), petition_id, place_code, proof, {delta}, $2 FROM changed
)
SELECT id FROM changed
"""
# Another account that proved to be the same person's may have signed since: she would count twice.
_HAS_SIGNED_ELSE = """ AND NOT EXISTS (
    SELECT 1 FROM people_person a
      JOIN people_person b ON b.id <> a.id AND (b.id = a.one_with OR b.one_with = a.id OR b.one_with = a.one_with)
      JOIN signing_signature o ON o.petition_id = s.petition_id AND o.person_id = b.id AND o.state = 'valid'
     WHERE a.id = s.person_id)"""
_INVALIDATE = _CHANGE.format(before="valid", after="invalid", but="", delta=-1)
_RESTORE = _CHANGE.format(before="invalid", after="valid", but=_HAS_SIGNED_ELSE, delta=1)


async def invalidate(ids: Sequence[UUID], at: datetime) -> set[UUID]:
    """Those of them that stood and stand no more; who took hers back meanwhile is not among them."""
    return {each["id"] for each in await rows(_INVALIDATE, list(ids), at)}


async def restore(ids: Sequence[UUID], at: datetime) -> set[UUID]:
    """Those of them that stand again; whose person has signed by another account meanwhile is not among them."""
    return {each["id"] for each in await rows(_RESTORE, list(ids), at)}
