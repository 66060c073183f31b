"""An app's short token has run out: it shows its refresh token once and gets the next pair. A token shown twice ends the whole session."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, row
from hearing_state.errors import SignInNeeded
from hearing_state.ids import secret_digest
from hearing_state.people.person import RESIDENT_IDLE
from hearing_state.people.sessions import AppTokens, end_session, next_tokens

_SESSION = "SELECT session_id FROM people_refresh_token WHERE secret_digest = $1"
_HOLD = """
SELECT id, person_id, seen_at FROM people_session
 WHERE id = $1 AND ended_at IS NULL AND seen_at > $2::timestamptz - $3::interval FOR UPDATE
"""
_SHOWN = """
SELECT shown.id, shown.ended_at IS NULL AS is_good, good.id AS good, good.after_id = shown.id AS is_just_before, good.made_at AS good_since
  FROM people_refresh_token shown LEFT JOIN people_refresh_token good ON good.session_id = shown.session_id AND good.ended_at IS NULL
 WHERE shown.secret_digest = $1
"""
_END = "UPDATE people_refresh_token SET ended_at = $2 WHERE id = $1"


class Refresh(Wish):
    refresh_token: str = Field(min_length=20, max_length=100)


@action("people.refresh", entry="people.token_refreshed", public=False, repeatable=False)
async def refresh(context: Context, wish: Refresh) -> AppTokens | None:
    """None where the token was used before: the session ends here, which raising would undo. Raises SignInNeeded for one that is
    unknown or whose session has ended.

    The pair that answered it may have been lost on the way. Until anything of that pair was used the same token may be shown
    again, and gets another pair in its place; whoever then shows a token of the lost pair ends the session.
    """
    digest = secret_digest(wish.refresh_token)
    known = await row(_SESSION, digest)
    held = await row(_HOLD, known["session_id"], context.now, RESIDENT_IDLE) if known else None
    if held is None:
        raise SignInNeeded()
    # Only now, behind the session's lock: of two at once the second sees what the first has done.
    shown = await row(_SHOWN, digest)
    if shown is None:
        raise SignInNeeded()
    about = f"person:{held['person_id']}"
    is_lost_answer = bool(shown["is_just_before"]) and held["seen_at"] <= shown["good_since"]
    if not shown["is_good"] and not is_lost_answer:
        await end_session(context, held["id"])
        context.record("people.token_reused", about)
        return None
    await execute(_END, shown["good"], context.now)
    context.record("people.token_refreshed", about)
    return await next_tokens(context, held["id"], after=UUID(str(shown["id"])))
