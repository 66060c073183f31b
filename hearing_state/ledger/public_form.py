"""What of an entry the world reads: canonical bytes, written once and kept, so that no later version of the house changes a proof."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from uuid import UUID

from hearing_state.ledger.facts import Allowed
from hearing_state.ledger.tiles import ENTRY_BYTES_MAX

SALT_BYTES = 32


def commitment(salt: bytes, name: str, value: str) -> str:
    """SHA-256 over the salt, the name of the fact and its value. Without the salt it says nothing and nobody can guess the value, so
    forgetting the salt forgets the value.
    """
    return hashlib.sha256(salt + f"{name}\0{value}".encode()).hexdigest()


def public_form(entry_id: UUID, kind: str, about: str, allowed: Allowed, at: datetime, salt: bytes) -> bytes:
    """One line of JSON, keys sorted, no blanks, UTF-8. What may not be named is committed to under ``<name>_sha256``; facts too long
    for a log are replaced by one commitment to all of them.
    """
    named = {"about": allowed.about} if allowed.about else {"about_sha256": commitment(salt, "about", about)}
    shown: dict[str, object] = {
        "id": str(entry_id),
        "kind": kind,
        "at": at.astimezone(UTC).isoformat(),
        **named,
    }
    sealed = {f"{name}_sha256": commitment(salt, name, text) for name, text in allowed.texts.items()}
    facts = {**allowed.facts, **sealed}
    made = _bytes({**shown, "facts": facts})
    if len(made) <= ENTRY_BYTES_MAX:
        return made
    return _bytes({**shown, "facts_sha256": commitment(salt, "facts", _bytes(facts).decode())})


def _bytes(thing: dict[str, object]) -> bytes:
    return json.dumps(thing, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
