"""What of an entry the world reads: canonical bytes, written once and kept, so that no later version of the house changes a proof."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from uuid import UUID

from hearing_state.ledger.tiles import ENTRY_BYTES_MAX

SALT_BYTES = 16
_REFERENCE = re.compile(r"[A-Z]{1,4}-\d{4}-\d{3,9}")
"""A public reference (Q-2026-000017) may be named; everything else is committed to: closed by default."""


def commitment(salt: bytes, about: str) -> str:
    """SHA-256 over the salt and the thing. Without the salt it says nothing, so forgetting the salt forgets the thing."""
    return hashlib.sha256(salt + about.encode()).hexdigest()


def is_reference(about: str) -> bool:
    return _REFERENCE.fullmatch(about) is not None


def public_form(
    entry_id: UUID, kind: str, about: str, facts: dict[str, object], at: datetime, salt: bytes
) -> bytes:
    """One line of JSON, keys sorted, no blanks, UTF-8. ``facts`` too long for a log are replaced by their digest."""
    named = {"about": about} if is_reference(about) else {"about_sha256": commitment(salt, about)}
    shown: dict[str, object] = {
        "id": str(entry_id),
        "kind": kind,
        "at": at.astimezone(UTC).isoformat(),
        **named,
    }
    made = _bytes({**shown, "facts": facts})
    if len(made) <= ENTRY_BYTES_MAX:
        return made
    return _bytes({**shown, "facts_sha256": hashlib.sha256(_bytes(facts)).hexdigest()})


def _bytes(thing: dict[str, object]) -> bytes:
    return json.dumps(thing, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
