"""A browser of somebody who is signed in asks for short messages on its screen."""

from __future__ import annotations

import json
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, value
from hearing_state.errors import Invalid, SignInNeeded
from hearing_state.ids import digest, new_id
from hearing_state.notifications.push.carrier import is_known
from hearing_state.notifications.push.message import AUTH_BYTES, from_base64url, point
from hearing_state.people.browser import browser_name
from hearing_state.people.sealing import seal

PURPOSE = "push"
BROWSERS_MAX = 10
_HOW_MANY = "SELECT count(*)::int FROM notifications_push WHERE person_id = $1 AND endpoint_digest <> $2"
_PUT = """
INSERT INTO notifications_push (id, person_id, endpoint_digest, sealed, browser, made_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (endpoint_digest) DO UPDATE SET id = excluded.id, person_id = excluded.person_id, sealed = excluded.sealed,
       browser = excluded.browser, made_at = excluded.made_at
"""


class SubscribePush(Wish):
    """What the browser's push manager gave: address, public key, secret; the last two in base64url."""

    endpoint: str = Field(min_length=10, max_length=800)
    p256dh: str = Field(min_length=80, max_length=100)
    auth: str = Field(min_length=20, max_length=30)
    browser: str = Field("", max_length=300)


@action("notification.subscribe_push", entry="notification.push_subscribed", public=False)
async def subscribe_push(context: Context, wish: SubscribePush) -> UUID:
    """The same browser again takes the place of its earlier subscription, whoever was signed in then."""
    person_id = context.actor.person_id
    if person_id is None:
        raise SignInNeeded()
    _check(context, wish)
    key = digest(context.settings.digest_bytes, "push", wish.endpoint)
    if await value(_HOW_MANY, person_id, key) >= BROWSERS_MAX:
        raise Invalid("notification.too_many_browsers", field="endpoint", maximum=BROWSERS_MAX)
    made = new_id()
    secret = json.dumps({"endpoint": wish.endpoint, "p256dh": wish.p256dh, "auth": wish.auth})
    sealed = seal(context.settings.secret_bytes, PURPOSE, str(made), secret)
    await execute(_PUT, made, person_id, key, sealed, browser_name(wish.browser), context.now)
    context.record("notification.push_subscribed", str(made))
    return made


def _check(context: Context, wish: SubscribePush) -> None:
    try:
        point(from_base64url(wish.p256dh))
        is_whole = len(from_base64url(wish.auth)) == AUTH_BYTES
    except ValueError:
        is_whole = False
    if not is_whole or not is_known(wish.endpoint, context.settings.push_services):
        raise Invalid("notification.push_not_understood", field="endpoint")
