"""A member of staff moves her one-time codes to another telephone."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, value
from hearing_state.errors import Invalid, NotFound
from hearing_state.people import totp
from hearing_state.people.passwords import LENGTH_MAX, fits
from hearing_state.people.queries import own_subject
from hearing_state.people.sealing import seal, unseal
from hearing_state.people.sessions import end_sessions_of

_CHANGE = """
UPDATE people_staff_credential SET totp_sealed = $2, totp_last_counter = $3, changed_at = $4 WHERE person_id = $1
"""


class EnrolTotp(Wish):
    """``offered``: the new secret as the page offered it, sealed for this person. ``code``: what the telephone makes of it."""

    offered: str = Field(min_length=10, max_length=400, repr=False)
    password: str = Field(min_length=1, max_length=LENGTH_MAX, repr=False)
    code: str = Field(min_length=1, max_length=20, repr=False)


@action("people.enrol_totp", entry="people.totp_enrolled", about=own_subject, public=False, repeatable=False)
async def enrol_totp(context: Context, wish: EnrolTotp) -> None:
    """Raises Invalid where password or code is wrong. Other sessions end."""
    own = context.actor.person_id
    password_hash = await value("SELECT password_hash FROM people_staff_credential WHERE person_id = $1", own)
    if password_hash is None or own is None:
        raise NotFound("people.not_found")
    secret = _offered(context, wish.offered, str(own))
    if not await fits(password_hash, wish.password):
        raise Invalid("people.password_wrong", field="password")
    counter = totp.counter_of(secret, wish.code, context.now)
    if counter is None:
        raise Invalid("people.code_wrong", field="code")
    sealed = seal(context.settings.secret_bytes, "people.totp", str(own), secret)
    await execute(_CHANGE, own, sealed, counter, context.now)
    await end_sessions_of(context, own, but=context.actor.session_id)


def _offered(context: Context, offered: str, own: str) -> str:
    try:
        sealed = bytes.fromhex(offered)
    except ValueError:
        raise Invalid("people.offer_gone", field="offered") from None
    return unseal(context.settings.secret_bytes, "people.totp_offer", own, sealed)
