"""Which signatures are meant: the conditions, and the one statement's part that both preview and effect are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from hearing_state.actions import Wish

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Nothing was signed before or will be after; and there are moments that the database cannot say."""
NOT_SAID = "none"
"""As a territory: signers who said none."""
CHOSEN = """
  FROM signing_signature s WHERE s.petition_id = $1::uuid AND s.state = 'valid' AND s.signed_at <= $2::timestamptz
   AND ($3::timestamptz IS NULL OR s.signed_at >= $3) AND ($4::timestamptz IS NULL OR s.signed_at < $4)
   AND ($5::bytea IS NULL OR s.block = $5) AND ($6::text = '' OR s.proof = $6) AND ($7::text IS NULL OR s.place_code = $7)
"""
"""Parameters: see ``Conditions.params``."""
COUNTED = "count(*)::int AS signatures, coalesce(bit_xor(hashtextextended(s.id::text, 0)), 0)::text AS seal"
"""How many, and a seal that any other choice of signatures would break."""


class Conditions(Wish):
    """All that are given must hold. ``until_at``: up to but not at. ``block``: as a listed shape names it."""

    from_at: AwareDatetime | None = Field(None, ge=EARLIEST, le=LATEST)
    until_at: AwareDatetime | None = Field(None, ge=EARLIEST, le=LATEST)
    block: str = Field("", pattern=r"^([0-9a-f]{32})?$")
    proof: str = Field("", max_length=16)
    place: str = Field("", pattern=rf"^(\d{{9}}|{NOT_SAID})?$")

    @property
    def is_narrowed(self) -> bool:
        """Otherwise all of a petition's signatures are meant: then it is the petition that is to be looked into."""
        return bool(self.from_at or self.until_at or self.block or self.proof or self.place)

    @property
    def place_code(self) -> str | None:
        return None if not self.place else "" if self.place == NOT_SAID else self.place

    @property
    def block_bytes(self) -> bytes | None:
        return bytes.fromhex(self.block) if self.block else None

    def params(self, petition_id: UUID, seen_until: Any) -> list[Any]:
        return [
            petition_id, seen_until, self.from_at, self.until_at, self.block_bytes, self.proof, self.place_code
        ]  # fmt: skip
