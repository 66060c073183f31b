"""What this reader began to ask and has not sent: the person's drafts, and those of this browser before signing in."""

from __future__ import annotations

import json

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.ids import secret_digest
from hearing_state.questions.views import Draft

LISTED = 20
_MINE = f"""
SELECT id, typed::text AS typed, saved_at FROM questions_draft
 WHERE owner_id = $1::uuid OR secret_digest = $2::bytea ORDER BY saved_at DESC LIMIT {LISTED}
"""


async def begun(context: Context, secret: str | None = None) -> list[Draft]:
    """The newest first. ``secret`` is the browser's."""
    found = await rows(_MINE, context.actor.person_id, secret_digest(secret) if secret else None)
    return [Draft(each["id"], json.loads(each["typed"]), each["saved_at"]) for each in found]
