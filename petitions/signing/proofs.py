"""Proofs of signatures: kept sealed, taken once. Inside the running action."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import execute
from hearing_state.db import row as one_row
from hearing_state.errors import Conflict
from hearing_state.people import queries as people
from hearing_state.people.sealing import seal, unseal
from petitions.drafting.models import PetitionRow

PURPOSE = "petition.proof"
_TAKE = """
UPDATE signing_proof SET state = 'used', settled_at = $4, next_at = NULL
 WHERE id = $1 AND petition_id = $2 AND person_id = $3 AND state = 'good' RETURNING kind, sealed
"""
SIGNED_BEFORE = "signed_before"
WAS = "was_"
"""What a proof found: a signature that stood already, or a weaker one whose place it took (``was_code``)."""
_KNOWN = "UPDATE signing_proof SET reason = $2 WHERE id = $1"


@dataclass(frozen=True, slots=True)
class Content:
    """What is sealed. ``cms``: the signature in base64; empty for a line of a sheet."""

    words: str
    cms: str
    place: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """``human``: who counts once."""

    kind: str
    human: UUID
    content: Content


def sealed(context: Context, proof_id: UUID, content: Content) -> bytes:
    text = json.dumps([content.words, content.cms, content.place, content.comment], ensure_ascii=False)
    return seal(context.settings.secret_bytes, PURPOSE, str(proof_id), text)


def opened(context: Context, proof_id: UUID, box: bytes) -> Content:
    return Content(*json.loads(unseal(context.settings.secret_bytes, PURPOSE, str(proof_id), box)))


def statement_digest(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()


async def take(context: Context, row: PetitionRow, proof_id: UUID, person_id: UUID) -> Taken:
    """A proof counts once, under its own petition, for its own person. Raises Conflict for any other."""
    found = await one_row(_TAKE, proof_id, row.id, person_id, context.now)
    if found is None:
        raise Conflict("petition.proof_gone")
    content = opened(context, proof_id, found["sealed"])
    return Taken(found["kind"], await people.human(context, person_id), content)


async def found_known(proof_id: UUID, was: str) -> None:
    """It brought no new signature: taking it back takes none away."""
    await execute(_KNOWN, proof_id, f"{WAS}{was}" if was else SIGNED_BEFORE)
