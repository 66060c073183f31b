"""Who signs, as far as counting needs to know: a keyed digest of the person, another one for each petition."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context
from hearing_state.ids import digest


def signer_of(context: Context, petition_id: UUID, person_id: UUID) -> bytes:
    """Digests of one person cannot be joined across petitions."""
    return digest(context.settings.digest_bytes, f"petition.signer:{petition_id}", str(person_id))
