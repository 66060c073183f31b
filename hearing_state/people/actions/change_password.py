"""A member of staff changes her password. Her other sessions end."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, row
from hearing_state.errors import Invalid, NotFound
from hearing_state.people.passwords import LENGTH_MAX, check_strength, fits, hashed
from hearing_state.people.queries import own_subject
from hearing_state.people.sessions import end_sessions_of

_KNOWN = "SELECT user_name, password_hash FROM people_staff_credential WHERE person_id = $1"
_CHANGE = "UPDATE people_staff_credential SET password_hash = $2, changed_at = $3 WHERE person_id = $1"


class ChangePassword(Wish):
    password: str = Field(min_length=1, max_length=LENGTH_MAX, repr=False)
    new_password: str = Field(min_length=1, max_length=LENGTH_MAX, repr=False)


@action(
    "people.change_password",
    entry="people.password_changed",
    about=own_subject,
    public=False,
    repeatable=False,
)
async def change_password(context: Context, wish: ChangePassword) -> None:
    """Raises Invalid where the present password is wrong or the new one is guessed too easily."""
    own = context.actor.person_id
    known = await row(_KNOWN, own)
    if known is None or own is None:
        raise NotFound("people.not_found")
    check_strength(wish.new_password, known["user_name"])
    if not await fits(known["password_hash"], wish.password):
        raise Invalid("people.password_wrong", field="password")
    await execute(_CHANGE, own, await hashed(wish.new_password), context.now)
    await end_sessions_of(context, own, but=context.actor.session_id)
