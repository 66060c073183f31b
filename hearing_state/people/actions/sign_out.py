"""Somebody signs out of this browser."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.people.queries import own_subject
from hearing_state.people.sessions import end_session


class SignOut(Wish):
    pass


@action("people.sign_out", entry="people.signed_out", about=own_subject, public=False, when_read_only=True)
async def sign_out(context: Context, wish: SignOut) -> None:
    del wish
    if context.actor.session_id is not None:
        await end_session(context, context.actor.session_id)
