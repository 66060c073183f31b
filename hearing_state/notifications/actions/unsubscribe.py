"""Somebody follows the link in a letter: this kind does not come any more. No sign-in; the link is the proof."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.notifications.actions.set_preferences import turn
from hearing_state.notifications.unsubscribing import read_token


class Unsubscribe(Wish):
    token: str = Field(max_length=200)


@action("notification.unsubscribe", entry="notification.unsubscribed", public=False)
async def unsubscribe(context: Context, wish: Unsubscribe) -> str:
    """The kind that was turned off. Twice is as good as once. Raises NotFound for a link that is not ours."""
    ticket = read_token(context.settings.secret_bytes, wish.token)
    await turn(context, ticket.person_id, ticket.kind, is_on=False)
    return ticket.kind
