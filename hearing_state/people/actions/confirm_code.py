"""The code came back: somebody has shown that the contact is hers, and is signed in."""

from __future__ import annotations

import hmac
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, row, value
from hearing_state.errors import Invalid
from hearing_state.ids import digest, new_id, secret_digest
from hearing_state.people.person import Step
from hearing_state.people.sealing import unseal
from hearing_state.people.sessions import AppTokens, open_app_session, open_session

_HOLD = """
SELECT id, contact_digest, code_digest, sealed, locale FROM people_login_code
 WHERE ticket_digest = $1 AND used_at IS NULL AND expires_at > $2 FOR UPDATE
"""
_USE = "UPDATE people_login_code SET used_at = $2 WHERE id = $1"
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 7215103))"
_KNOWN = "UPDATE people_contact SET confirmed_at = coalesce(confirmed_at, $2) WHERE address_digest = $1 RETURNING person_id"
_PERSON = "INSERT INTO people_person (id, kind, locale, made_at) VALUES ($1, 'resident', $2, $3)"
_CONTACT = """
INSERT INTO people_contact (id, person_id, channel, address, address_digest, made_at, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
"""


class ConfirmCode(Wish):
    """``ticket``: what ``request_code`` answered. ``browser``: how the session is called on the person's own page. ``is_app``: it wants
    short-lived tokens.
    """

    ticket: str = Field(min_length=20, max_length=100)
    code: str = Field(min_length=1, max_length=20)
    browser: str = Field("", max_length=60)
    is_app: bool = False


class SignedIn(BaseModel):
    """``secret`` is the session cookie, or an app's token, which comes with ``tokens``; it is not kept anywhere."""

    model_config = ConfigDict(frozen=True)

    secret: str
    person_id: UUID
    is_new: bool = False
    tokens: AppTokens | None = None


@action("people.confirm_code", entry="people.signed_in", public=False, repeatable=False)
async def confirm_code(context: Context, wish: ConfirmCode) -> SignedIn:
    """Raises Invalid for a wrong, used or old code, TooMany after five tries of one ticket (limits.toml counts them)."""
    held = await row(_HOLD, secret_digest(wish.ticket), context.now)
    if held is None:
        raise Invalid("people.code_gone", field="code")
    typed = "".join(sign for sign in wish.code if sign.isalnum())
    expected = digest(context.settings.digest_bytes, f"code:{held['id']}", typed)
    if not hmac.compare_digest(bytes(held["code_digest"]), expected):
        raise Invalid("people.code_wrong", field="code")
    await execute(_USE, held["id"], context.now)
    person_id, is_new = await _person_behind(context, held)
    context.record("people.signed_in", f"person:{person_id}", step=Step.CODE.value)
    if wish.is_app:
        tokens = await open_app_session(context, person_id, Step.CODE, wish.browser)
        return SignedIn(secret=tokens.token, person_id=person_id, is_new=is_new, tokens=tokens)
    secret = await open_session(context, person_id, Step.CODE, wish.browser)
    return SignedIn(secret=secret, person_id=person_id, is_new=is_new)


async def _person_behind(context: Context, held: dict[str, Any]) -> tuple[UUID, bool]:
    """Whose contact it is; somebody new where nobody has it yet."""
    contact = held["contact_digest"]
    await value(_ALONE, contact)
    known = await value(_KNOWN, contact, context.now)
    if known is not None:
        return known, False
    sealed = unseal(context.settings.secret_bytes, "people.code", str(held["id"]), held["sealed"])
    channel, address, _code = sealed.split(" ")
    person_id = new_id()
    await execute(_PERSON, person_id, held["locale"], context.now)
    await execute(_CONTACT, new_id(), person_id, channel, address, contact, context.now)
    return person_id, True
