"""Every letter to a person also goes, shortened, to the browsers that asked for it."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.errors import NotFound, Unavailable
from hearing_state.ids import secret_digest
from hearing_state.jobs.listeners import Told, job
from hearing_state.notifications import queries
from hearing_state.notifications.actions.unsubscribe_push import UnsubscribePush, unsubscribe_push
from hearing_state.notifications.carriers import AwayError
from hearing_state.notifications.push import carrier
from hearing_state.notifications.push.message import from_base64url, sealed, to_base64url
from hearing_state.notifications.queries import Browser, Intention
from hearing_state.notifications.wanted import still_wanted
from hearing_state.notifications.writing import written

TEXT_MAX = 300
_TOPIC_BYTES = 18


@job("notification.to_push", outward=True, name="notifications.push")
async def push(context: Context, told: Told) -> None:
    """Raises Unavailable where a push service is away: the relay comes again; a second copy takes the first one's place."""
    intention = await queries.intention(context, UUID(told.payload["id"]))
    values = await still_wanted(context, intention)
    if values is None:
        return
    intention = replace(intention, values=values)
    browsers = await queries.browsers_of(context, intention.person_id) if intention.person_id else []
    body = _short(context, intention) if browsers else b""
    is_away = False
    for browser in browsers:
        is_away |= not await _handed_over(context, browser, body, intention)
    if is_away:
        raise Unavailable("notification.carrier_away")


async def _handed_over(context: Context, browser: Browser, body: bytes, intention: Intention) -> bool:
    topic = to_base64url(secret_digest(str(intention.id))[:_TOPIC_BYTES])
    secret = sealed(body, from_base64url(browser.p256dh), from_base64url(browser.auth))
    try:
        await carrier.post(context, browser.endpoint, secret, topic)
    except carrier.GoneError:
        await _forget(context, browser)
    except AwayError:
        return False
    return True


async def _forget(context: Context, browser: Browser) -> None:
    try:
        await by_law(context, unsubscribe_push, UnsubscribePush(subscription=browser.id))
    except NotFound:
        return  # its owner was quicker


def _short(context: Context, intention: Intention) -> bytes:
    """Title, first sentence and address, in the reader's language."""
    letter = written(context, intention, "push", "")
    lines = [line for line in letter.text.splitlines() if line.strip()]
    told = {
        "title": letter.subject,
        "body": " ".join(lines[1:3])[:TEXT_MAX],
        "url": _own_path(context, intention),
        "tag": str(intention.id),
        "lang": intention.locale,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _own_path(context: Context, intention: Intention) -> str:
    """Where a touch leads: a page of ours, or the front door."""
    path = str(intention.values.get("path") or "")
    url = str(intention.values.get("url") or "")
    if url.startswith(context.settings.site_url):
        return url.removeprefix(context.settings.site_url.rstrip("/"))
    return f"/{intention.locale}{path or '/'}"
