"""What the carrier said about a letter is written into the log."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute

_RECORD = """
UPDATE notifications_notification
   SET tries = tries + CASE WHEN $2 = 'unwanted' THEN 0 ELSE 1 END, carrier_reply = $3,
       sent_at = CASE WHEN $2 = 'sent' THEN $4::timestamptz ELSE sent_at END,
       failed_at = CASE WHEN $2 = 'failed' THEN $4::timestamptz END,
       unwanted_at = CASE WHEN $2 = 'unwanted' THEN $4::timestamptz END
 WHERE id = $1 AND sent_at IS NULL AND unwanted_at IS NULL
"""


class RecordDelivery(Wish):
    notification: UUID
    outcome: Literal["sent", "failed", "tried", "unwanted"]
    reply: str = Field("", max_length=300)


@action("notification.record_delivery", entry="notification.delivery_recorded", public=False)
async def record_delivery(context: Context, wish: RecordDelivery) -> None:
    """A letter that was sent stays sent; one that nobody wanted any more was never tried, and stays so."""
    await execute(_RECORD, wish.notification, wish.outcome, wish.reply, context.now)
    context.record("notification.delivery_recorded", str(wish.notification), outcome=wish.outcome)
