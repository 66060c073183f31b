"""An administrator sends a letter again that a carrier refused or that waits too long."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import row
from hearing_state.errors import Conflict
from hearing_state.notifications.actions.notify import PAPER

_AGAIN = """
UPDATE notifications_notification SET failed_at = NULL WHERE id = $1 AND sent_at IS NULL AND unwanted_at IS NULL AND channel <> $2 RETURNING about
"""


class SendAgain(Wish):
    notification: UUID


@action("notification.send_again", entry="notification.queued_again", public=False)
async def send_again(context: Context, wish: SendAgain) -> None:
    """The same letter under the same message id. Raises Conflict where it was sent meanwhile, or is not wanted."""
    found = await row(_AGAIN, wish.notification, PAPER)
    if found is None:
        raise Conflict("notification.sent_already")
    context.record("notification.queued_again", found["about"], notification=str(wish.notification))
    context.tell("notification.queued", found["about"], id=wish.notification)
