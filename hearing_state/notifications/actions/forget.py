"""What letters hold of people is forgotten when it is due."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.retention import RETENTION

_BLANK = """
UPDATE notifications_notification SET address = NULL, values = '{}', carrier_reply = ''
 WHERE queued_at < $1::timestamptz - make_interval(days => $2::int) AND (address IS NOT NULL OR values <> '{}' OR carrier_reply <> '')
"""
_EMPTY = "DELETE FROM notifications_mailbox WHERE laid_at < $1::timestamptz - make_interval(days => $2::int)"


class Forget(Wish):
    pass


@action("notification.forget", entry="notification.forgotten", public=False)
async def forget(context: Context, wish: Forget) -> None:
    """The log of what was sent when stays, without address and words."""
    del wish
    blanked = await execute(_BLANK, context.now, RETENTION.days("notifications_notification", "values"))
    emptied = await execute(_EMPTY, context.now, RETENTION.days("notifications_mailbox", "text"))
    context.record("notification.forgotten", "notifications", blanked=blanked, emptied=emptied)
