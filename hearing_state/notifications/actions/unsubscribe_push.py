"""Somebody turns short messages off for one browser."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.notifications import queries
from hearing_state.permissions import Subject


class UnsubscribePush(Wish):
    subscription: UUID


async def about(context: Context, wish: UnsubscribePush) -> Subject:
    return await queries.push_subject(context, wish.subscription)


@action("notification.unsubscribe_push", entry="notification.push_unsubscribed", about=about, public=False)
async def unsubscribe_push(context: Context, wish: UnsubscribePush) -> None:
    """Also for a browser that its maker's push service no longer knows (called by the house)."""
    await execute("DELETE FROM notifications_push WHERE id = $1", wish.subscription)
    context.record("notification.push_unsubscribed", str(wish.subscription))
