"""Opening and ending sessions, inside the running action."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import execute
from hearing_state.ids import new_id, new_secret, secret_digest
from hearing_state.people.person import Step

BROWSER_MAX = 60

_OPEN = """
INSERT INTO people_session (id, secret_digest, person_id, step, browser, made_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
"""
_END_THIS = "UPDATE people_session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL"
_END_ALL = """
UPDATE people_session SET ended_at = $2
 WHERE person_id = $1 AND ended_at IS NULL AND ($3::uuid IS NULL OR id = $3) AND id IS DISTINCT FROM $4::uuid
"""


async def open_session(context: Context, person_id: UUID, step: Step, browser: str) -> str:
    """The new session's secret. The session of before in this browser ends: a secret never changes its meaning."""
    if context.actor.session_id is not None:
        await end_session(context, context.actor.session_id)
    secret = new_secret()
    await execute(_OPEN, new_id(), secret_digest(secret), person_id, step, browser[:BROWSER_MAX], context.now)
    return secret


async def end_session(context: Context, session_id: UUID) -> None:
    await execute(_END_THIS, session_id, context.now)


async def end_sessions_of(
    context: Context, person_id: UUID, *, only: UUID | None = None, but: UUID | None = None
) -> int:
    """All sessions of a person, or one of them, or all but one; how many."""
    return await execute(_END_ALL, person_id, context.now, only, but)
