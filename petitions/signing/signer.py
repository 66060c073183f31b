"""Who signs, as far as counting needs to know: a keyed digest of the person, another one for each petition; and from which addresses."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context
from hearing_state.ids import digest

BLOCK_BYTES = 16


def signer_of(context: Context, petition_id: UUID, person_id: UUID) -> bytes:
    """Digests of one person cannot be joined across petitions."""
    return digest(context.settings.digest_bytes, f"petition.signer:{petition_id}", str(person_id))


def block_of(context: Context, petition_id: UUID) -> bytes | None:
    """The block of addresses that a signature came from, so that many out of one place can be told from many out of many.

    A /64 of IPv6 (as the edge gives it) or a /24 of IPv4, as a keyed digest of this petition and this day: blocks cannot be joined across
    either. None for what came by no line of its own: a sheet, or a proof that the house brought to its end.
    """
    address = context.address
    if not address:
        return None
    block = address if ":" in address else address.rpartition(".")[0]
    return digest(context.settings.digest_bytes, f"petition.block:{petition_id}:{context.today}", block)[
        :BLOCK_BYTES
    ]
