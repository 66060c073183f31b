"""What somebody began to write: found by its owner, or by the secret of the browser that began it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from hearing_state.ids import secret_digest

_ONE = """
SELECT id, typed::text, remarks::text, saved_at FROM drafting_draft
 WHERE id = $1 AND (owner_id = $2::uuid OR secret_digest = $3::bytea)
"""
_MINE = """
SELECT id, typed::text, remarks::text, saved_at FROM drafting_draft
 WHERE owner_id = $1::uuid OR secret_digest = $2::bytea ORDER BY saved_at DESC LIMIT 20
"""
KEPT = ("title", "topic", "place", "agency", "reasons", "proposal", "language")


@dataclass(frozen=True, slots=True)
class Draft:
    id: UUID
    typed: dict[str, str]
    saved_at: datetime
    remarks: dict[str, str] = field(default_factory=dict)

    def said(self, name: str) -> str:
        return self.typed.get(name, "")

    @property
    def files(self) -> tuple[UUID, ...]:
        """Chosen to be attached, as they were saved; some may be gone (see ``papers``)."""
        return tuple(UUID(each) for each in self.said("files").split())


async def draft(context: Context, draft_id: UUID, secret: str | None, *, held: bool = False) -> Draft:
    """One's own. Raises NotFound."""
    digest = secret_digest(secret) if secret else None
    sql = _ONE + (" FOR UPDATE" if held else "")
    found = await row(sql, draft_id, context.actor.person_id, digest)
    if found is None:
        raise NotFound("petition.no_such_draft")
    return _draft(found)


async def begun(context: Context, secret: str | None) -> list[Draft]:
    digest = secret_digest(secret) if secret else None
    return [_draft(each) for each in await rows(_MINE, context.actor.person_id, digest)]


def _draft(found: dict[str, object]) -> Draft:
    typed, remarks = json.loads(str(found["typed"])), json.loads(str(found["remarks"]))
    return Draft(found["id"], typed, found["saved_at"], remarks)  # type: ignore[arg-type]  # a row's values are untyped
