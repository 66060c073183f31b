"""What is no longer needed about sign-ins is forgotten after the days that retention.toml names."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.retention import RETENTION

_CODES = "DELETE FROM people_login_code WHERE expires_at < $1::timestamptz - make_interval(days => $2::int)"
_SESSIONS = """
DELETE FROM people_session WHERE coalesce(ended_at, seen_at) < $1::timestamptz - make_interval(days => $2::int)
"""


class Sweep(Wish):
    pass


class Swept(BaseModel):
    model_config = ConfigDict(frozen=True)

    codes: int
    sessions: int


@action("people.sweep", entry="people.swept", public=False)
async def sweep(context: Context, wish: Sweep) -> Swept:
    del wish
    return Swept(
        codes=await execute(_CODES, context.now, RETENTION.days("people_login_code", "sealed")),
        sessions=await execute(_SESSIONS, context.now, RETENTION.days("people_session", "secret_digest")),
    )
