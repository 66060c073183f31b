"""What this browser typed for a meeting and has not sent: kept on the server while somebody signs in."""

from __future__ import annotations

import json
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import execute, value
from hearing_state.ids import secret_digest

_TYPED = "SELECT typed::text FROM asking_draft WHERE meeting_id = $1 AND secret_digest = $2"
_GONE = "DELETE FROM asking_draft WHERE meeting_id = $1 AND secret_digest = $2"


async def typed(context: Context, meeting_id: UUID, secret: str | None) -> dict[str, str]:
    """Empty for a browser without a secret, or that typed nothing here."""
    del context
    found = await value(_TYPED, meeting_id, secret_digest(secret)) if secret else None
    return {name: str(text) for name, text in json.loads(found).items()} if found else {}


async def discard(meeting_id: UUID, secret: str | None) -> None:
    if secret:
        await execute(_GONE, meeting_id, secret_digest(secret))
