"""Somebody types an address to follow something. Nothing but one letter goes there, which asks whether it was her."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.db import row, value
from hearing_state.errors import Invalid
from hearing_state.following import things
from hearing_state.following.following import LETTERS_TO_CONFIRM, Rhythm, mailbox_of
from hearing_state.ids import digest, new_id
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.people.contact import CONTACT_MAX, Address, read_address
from hearing_state.people.queries import contact_digest

# Whoever asks for the same mailbox at the same time waits, so that the letters are counted truly.
_HOLD = "SELECT pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 0))"
_SENT = "SELECT coalesce(sum(letters), 0)::int FROM following_request WHERE mailbox_digest = $1"
_ASK = """
INSERT INTO following_request (id, address, address_digest, mailbox_digest, thing, rhythm, locale, letters, asked_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)
ON CONFLICT (address_digest, thing) DO UPDATE SET rhythm = excluded.rhythm, locale = excluded.locale,
  letters = following_request.letters + 1, asked_at = excluded.asked_at
RETURNING id, letters
"""


class Ask(Wish):
    kind: str = Field(max_length=12)
    key: str = Field(max_length=60)
    address: str = Field(min_length=3, max_length=CONTACT_MAX)
    rhythm: Rhythm = Rhythm.DAILY


@action("following.ask", entry="following.asked", public=False)
async def ask(context: Context, wish: Ask) -> None:
    """Says nothing about who is known here: the page is the same whatever becomes of it. Raises NotFound, Invalid."""
    found = await things.named(context, wish.kind, wish.key)
    address = read_address(wish.address, field="address")
    if address.channel != "email":
        raise Invalid("following.email_needed", field="address")
    mailbox = digest(context.settings.digest_bytes, "mailbox", mailbox_of(address.text))
    await value(_HOLD, mailbox)
    if int(await value(_SENT, mailbox) or 0) >= LETTERS_TO_CONFIRM:
        context.changed_nothing()
        return
    known = contact_digest(context, address)
    made = await row(
        _ASK,
        new_id(),
        address.text,
        known,
        mailbox,
        found.mark,
        wish.rhythm.value,
        context.locale,
        context.now,
    )
    assert made is not None
    await _write(context, address, made["id"], made["letters"], found.name)


async def _write(context: Context, address: Address, request: UUID, letters: int, name: str) -> None:
    values = {"request": str(request), "title": name}
    letter = Notify(
        contact=address.text,
        template="following/confirm",
        about=f"following:{request}",
        event=str(letters),
        locale=context.locale,
        values=values,
    )
    await by_law(context, notify, letter)
