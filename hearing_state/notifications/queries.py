"""Reading letters: what is to be sent, what was, what a person wants, what lies in the mailbox."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.db import row, rows, value
from hearing_state.errors import NotFound, SignInNeeded
from hearing_state.ids import digest
from hearing_state.notifications.letter import KINDS, descriptions, letters_a_day
from hearing_state.notifications.unsubscribing import Ticket, read_token
from hearing_state.people.sealing import unseal
from hearing_state.permissions import Subject
from hearing_state.web.paging import PAGE_SIZE, Paged

STATES = ("failed", "waiting", "sent", "unwanted", "all")
_COLUMNS = """id, person_id, address, channel, template, locale, about, event, values::text AS values, message_id, queued_at,
 sent_at, failed_at, unwanted_at, tries, carrier_reply"""
_WHERE = {
    "failed": "failed_at IS NOT NULL",
    "waiting": "failed_at IS NULL AND sent_at IS NULL AND unwanted_at IS NULL",
    "unwanted": "unwanted_at IS NOT NULL",
    "sent": "sent_at IS NOT NULL",
    "all": "true",
}
_SENT_TODAY = """
SELECT count(*) FROM notifications_notification n JOIN notifications_notification mine ON mine.recipient = n.recipient
 WHERE mine.id = $1 AND n.sent_at > $2::timestamptz - interval '1 day' AND n.template <> ALL ($3::text[])
"""
_ON_THEIR_WAY = """
SELECT count(*) FROM notifications_notification WHERE recipient = $1 AND failed_at IS NULL AND unwanted_at IS NULL
   AND coalesce(sent_at, queued_at) > $2::timestamptz - interval '1 day' AND template <> ALL ($3::text[])
"""
_LETTER = "id, channel, address, subject, text, locale, laid_at"
_MAILBOX_WHERE = "($1 = '' OR position(lower($1) in address) > 0)"
SEARCH_LENGTH_MAX = 120


@dataclass(frozen=True, slots=True)
class Intention:
    """A letter to be sent, or one that was. ``unwanted_at``: its reader wanted it no more when it was about to leave."""

    id: UUID
    person_id: UUID | None
    address: str | None
    channel: str
    template: str
    locale: str
    about: str
    event: str
    values: Mapping[str, Any]
    message_id: str
    queued_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    unwanted_at: datetime | None
    tries: int
    carrier_reply: str

    @property
    def state(self) -> str:
        if self.sent_at:
            return "sent"
        if self.unwanted_at:
            return "unwanted"
        return "failed" if self.failed_at else "waiting"


@dataclass(frozen=True, slots=True)
class Laid:
    """A letter in the mailbox."""

    id: UUID
    channel: str
    address: str
    subject: str
    text: str
    locale: str
    laid_at: datetime


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that shows short messages, with what is needed to seal one for it."""

    id: UUID
    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class ShownBrowser:
    """The same on its owner's page."""

    id: UUID
    name: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """One kind of letters, and whether this person gets it."""

    kind: str
    is_on: bool


async def intention(context: Context, notification_id: UUID) -> Intention:
    """For the house itself and for those who see the log. Raises NotFound."""
    require(context, "notification.see_log")
    found = await row(f"SELECT {_COLUMNS} FROM notifications_notification WHERE id = $1", notification_id)
    if found is None:
        raise NotFound("notification.not_found")
    return _intention(found)


async def sent_today(context: Context, intention: Intention) -> int:
    """Letters that went to the same reader in the last 24 hours, without those that the law owes."""
    owed = [name for name, each in descriptions().items() if each.owed]
    return int(await value(_SENT_TODAY, intention.id, context.now, owed))


async def has_room_today(context: Context, contact: str) -> bool:
    """Whether one more letter to that address, which no law owes, would still be carried today."""
    owed = [name for name, each in descriptions().items() if each.owed]
    found = await value(_ON_THEIR_WAY, contact_key(context, contact), context.now, owed)
    return int(found) < letters_a_day()


def contact_key(context: Context, contact: str) -> str:
    """What stands for an address behind which no person is known."""
    return digest(context.settings.digest_bytes, "notification", contact).hex()


async def delivery_log(context: Context, state: str, number: int) -> Paged[Intention]:
    """The latest first. ``state``: one of STATES; anything else shows all."""
    require(context, "notification.see_log")
    where = _WHERE.get(state, _WHERE["all"])
    total = await value(f"SELECT count(*) FROM notifications_notification WHERE {where}")
    found = await rows(
        f"SELECT {_COLUMNS} FROM notifications_notification WHERE {where} ORDER BY queued_at DESC, id DESC"
        f" LIMIT {PAGE_SIZE} OFFSET $1",
        (number - 1) * PAGE_SIZE,
    )
    return Paged([_intention(each) for each in found], number, int(total))


async def failed_count(context: Context) -> int | None:
    """For the console's navigation: letters that were refused in the last thirty days."""
    found = await value(
        "SELECT count(*) FROM notifications_notification WHERE failed_at > $1::timestamptz - interval '30 days'",
        context.now,
    )
    return int(found) or None


async def preferences(context: Context) -> list[Wanted]:
    """What the person who is signed in gets. Raises SignInNeeded."""
    person_id = context.actor.person_id
    if person_id is None:
        raise SignInNeeded()
    off = await off_kinds(person_id)
    return [Wanted(kind, kind not in off) for kind in KINDS]


async def browsers_of(context: Context, person_id: UUID) -> list[Browser]:
    """For the house itself: where short messages to this person go."""
    require(context, "notification.see_log")
    found = await rows(
        "SELECT id, sealed FROM notifications_push WHERE person_id = $1 ORDER BY made_at", person_id
    )
    key = context.settings.secret_bytes
    return [
        Browser(each["id"], **json.loads(unseal(key, "push", str(each["id"]), each["sealed"])))
        for each in found
    ]


async def own_browsers(context: Context) -> list[ShownBrowser]:
    """The browsers in which the person who is signed in asked for short messages."""
    sql = "SELECT id, browser AS name, made_at FROM notifications_push WHERE person_id = $1 ORDER BY made_at DESC"
    found = await rows(sql, context.actor.person_id) if context.actor.person_id else []
    return [ShownBrowser(**each) for each in found]


async def push_subject(context: Context, subscription: UUID) -> Subject:
    """Raises NotFound, to other people too: which browsers somebody uses is nobody's to try out."""
    found = await row("SELECT person_id FROM notifications_push WHERE id = $1", subscription)
    if found is None or context.actor.person_id not in (None, found["person_id"]):
        raise NotFound("notification.not_found")
    return Subject(about=str(subscription), owner=found["person_id"])


async def off_kinds(person_id: UUID) -> frozenset[str]:
    found = await rows(
        "SELECT kind FROM notifications_preference WHERE person_id = $1 AND NOT is_on", person_id
    )
    return frozenset(each["kind"] for each in found)


async def unsubscription(context: Context, token: str) -> Ticket:
    """What the link in a letter is about. Raises NotFound."""
    return read_token(context.settings.secret_bytes, token)


async def mailbox(context: Context, contact: str, number: int) -> Paged[Laid]:
    """Demo only: what would have been sent, the latest first. Raises NotFound in production."""
    _require_demo(context)
    wanted = contact.strip()[:SEARCH_LENGTH_MAX]
    total = await value(f"SELECT count(*) FROM notifications_mailbox WHERE {_MAILBOX_WHERE}", wanted)
    found = await rows(
        f"SELECT {_LETTER} FROM notifications_mailbox WHERE {_MAILBOX_WHERE} ORDER BY laid_at DESC, id DESC"
        f" LIMIT {PAGE_SIZE} OFFSET $2",
        wanted,
        (number - 1) * PAGE_SIZE,
    )
    return Paged([Laid(**each) for each in found], number, int(total))


async def mailbox_letter(context: Context, letter_id: str) -> Laid:
    """Raises NotFound."""
    _require_demo(context)
    try:
        found = await row(f"SELECT {_LETTER} FROM notifications_mailbox WHERE id = $1", UUID(letter_id))
    except ValueError:
        found = None
    if found is None:
        raise NotFound("notification.not_found")
    return Laid(**found)


def _require_demo(context: Context) -> None:
    """In production there is no mailbox, for nobody; not even that there could be one is told."""
    if context.settings.mode != "demo" or not permitted(context, "mailbox.see"):
        raise NotFound()


def _intention(found: dict[str, Any]) -> Intention:
    return Intention(**{**found, "values": json.loads(found["values"])})


FIGURES = {
    "letters_waiting": "Letters that no carrier has taken yet and none has refused",
    "letters_retried": "Of these, those that a carrier did not take at the first try",
    "letters_oldest_waiting_seconds": "Age of the oldest letter that waits",
    "letters_failed_hour": "Letters given up in the last hour: refused by the carrier, or without a way to their reader",
}
_FIGURES = """
SELECT count(*)::float8 AS letters_waiting, count(*) FILTER (WHERE tries > 0)::float8 AS letters_retried,
       coalesce(greatest(extract(epoch FROM $1 - min(queued_at)), 0), 0)::float8 AS letters_oldest_waiting_seconds,
       (SELECT count(*) FROM notifications_notification WHERE failed_at > $1 - interval '1 hour')::float8 AS letters_failed_hour
  FROM notifications_notification WHERE sent_at IS NULL AND failed_at IS NULL AND unwanted_at IS NULL
"""


async def figures(context: Context) -> dict[str, float]:
    """How the letters go, for the operator; of nobody in particular."""
    return await row(_FIGURES, context.now) or {}
