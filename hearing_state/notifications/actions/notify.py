"""Something is to be said to somebody: the intention is stored first, the letter is written when it is sent."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from pydantic import Field, model_validator

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, value
from hearing_state.errors import Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.notifications import queries
from hearing_state.notifications.letter import describe, template_path
from hearing_state.people.contact import read_address
from hearing_state.people.queries import contact_of

PAPER = "paper"
"""Of somebody who left no address: the service centre hands the letter over."""
_INTEND = """
INSERT INTO notifications_notification
 (id, person_id, address, recipient, channel, template, locale, about, event, values, message_id, queued_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12)
ON CONFLICT (template, about, recipient, event) DO NOTHING
"""


_HAS_BROWSER = "SELECT 1 FROM notifications_push WHERE person_id = $1 LIMIT 1"


class Notify(Wish):
    """To a person or to a contact. ``event`` tells two occurrences apart (the second extension); the same letter about
    the same thing to the same reader goes once. ``values``: see writing.py; days as ISO text, never more than the letter needs.
    """

    person_id: UUID | None = None
    contact: str | None = Field(None, max_length=200)
    template: str = Field(max_length=80)
    about: str = Field(max_length=120)
    event: str = Field("", max_length=120)
    locale: str = Field("", max_length=8)
    values: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def has_one_reader(self) -> Notify:
        if (self.person_id is None) == (self.contact is None):
            raise ValueError("a letter goes to a person or to a contact")
        template_path(self.template)
        return self


@action("notification.notify", entry="notification.queued", public=False)
async def notify(context: Context, wish: Notify) -> UUID | None:
    """None where it was said before, or its reader does not want letters of this kind."""
    if not await _is_wanted(wish):
        return None
    channel, address, locale = await _reader(context, wish)
    notification_id = new_id()
    recipient = str(wish.person_id) if wish.person_id else queries.contact_key(context, wish.contact or "")
    made = await execute(
        _INTEND,
        notification_id,
        wish.person_id,
        address,
        recipient,
        channel,
        wish.template,
        locale,
        wish.about,
        wish.event,
        json.dumps(wish.model_dump(mode="json")["values"], ensure_ascii=False),
        f"<letter-{notification_id}@{context.settings.mail_domain}>",
        context.now,
    )
    if not made:
        return None
    context.record("notification.queued", wish.about, template=wish.template, channel=channel)
    if channel != PAPER:
        context.tell("notification.queued", wish.about, id=notification_id)
    if wish.person_id and await value(_HAS_BROWSER, wish.person_id):
        context.tell("notification.to_push", wish.about, id=notification_id)
    return notification_id


async def _is_wanted(wish: Notify) -> bool:
    described = describe(wish.template)
    if described.owed or wish.person_id is None:
        return True
    return described.kind not in await queries.off_kinds(wish.person_id)


async def _reader(context: Context, wish: Notify) -> tuple[str, str | None, str]:
    """Channel, address where no person stands behind it, language."""
    if wish.contact is not None:
        found = read_address(wish.contact)
        return found.channel, found.text, wish.locale or context.locale
    if wish.person_id is None:
        raise Invalid("notification.no_reader")
    try:
        known = await contact_of(context, wish.person_id)
    except NotFound:
        return PAPER, None, wish.locale or context.locale
    return known.channel, None, wish.locale or known.locale
