"""Opening and ending sessions, inside the running action."""

from __future__ import annotations

from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict

from hearing_state.actions import Context
from hearing_state.db import execute
from hearing_state.ids import new_id, new_secret, secret_digest
from hearing_state.people.person import TOKEN_LASTS, Step

BROWSER_MAX = 60

_OPEN = """
INSERT INTO people_session (id, secret_digest, person_id, step, browser, made_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
"""
_RENEW = "UPDATE people_session SET secret_digest = $2, token_until = $3, seen_at = $4 WHERE id = $1"
_REFRESH = "INSERT INTO people_refresh_token (id, session_id, secret_digest, after_id, made_at) VALUES ($1, $2, $3, $4, $5)"
_END_THIS = "UPDATE people_session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL"
_END_ALL = """
UPDATE people_session SET ended_at = $2
 WHERE person_id = $1 AND ended_at IS NULL AND ($3::uuid IS NULL OR id = $3) AND id IS DISTINCT FROM $4::uuid
"""


class AppTokens(BaseModel):
    """Neither is kept anywhere: the one signs requests until ``token_until``, the other is shown once for the next two."""

    model_config = ConfigDict(frozen=True)

    token: str
    token_until: AwareDatetime
    refresh_token: str


async def open_session(context: Context, person_id: UUID, step: Step, browser: str) -> str:
    """The new session's secret. The session of before in this browser ends: a secret never changes its meaning."""
    _session, secret = await _open(context, person_id, step, browser)
    return secret


async def open_app_session(context: Context, person_id: UUID, step: Step, name: str) -> AppTokens:
    """The same for an app, whose secret is short-lived."""
    session_id, _secret = await _open(context, person_id, step, name)
    return await next_tokens(context, session_id, after=None)


async def next_tokens(context: Context, session_id: UUID, *, after: UUID | None) -> AppTokens:
    """The token of before is good no more. ``after``: the refresh token that was shown for these."""
    made = AppTokens(token=new_secret(), token_until=context.now + TOKEN_LASTS, refresh_token=new_secret())
    await execute(_RENEW, session_id, secret_digest(made.token), made.token_until, context.now)
    digest = secret_digest(made.refresh_token)
    await execute(_REFRESH, new_id(), session_id, digest, after, context.now)
    return made


async def _open(context: Context, person_id: UUID, step: Step, browser: str) -> tuple[UUID, str]:
    if context.actor.session_id is not None:
        await end_session(context, context.actor.session_id)
    session_id, secret = new_id(), new_secret()
    await execute(
        _OPEN, session_id, secret_digest(secret), person_id, step, browser[:BROWSER_MAX], context.now
    )
    return session_id, secret


async def end_session(context: Context, session_id: UUID) -> None:
    await execute(_END_THIS, session_id, context.now)


async def end_sessions_of(
    context: Context, person_id: UUID, *, only: UUID | None = None, but: UUID | None = None
) -> int:
    """All sessions of a person, or one of them, or all but one; how many."""
    return await execute(_END_ALL, person_id, context.now, only, but)
