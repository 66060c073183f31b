"""An administrator opens an account for a member of staff. It gives no right by itself: an appointment does."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, value
from hearing_state.errors import Forbidden, Invalid
from hearing_state.ids import new_id, new_secret
from hearing_state.people import totp
from hearing_state.people.contact import CONTACT_MAX, read_address
from hearing_state.people.passwords import hashed
from hearing_state.people.queries import contact_digest
from hearing_state.people.sealing import seal
from hearing_state.permissions import Role

PASSWORD_LENGTH = 20

_PERSON = """
INSERT INTO people_person (id, kind, given_name, family_name, locale, made_at) VALUES ($1, 'staff', $2, $3, $4, $5)
"""
_CREDENTIAL = """
INSERT INTO people_staff_credential (person_id, user_name, password_hash, totp_sealed, changed_at) VALUES ($1, $2, $3, $4, $5)
"""
_CONTACT = """
INSERT INTO people_contact (id, person_id, channel, address, address_digest, made_at, confirmed_at)
VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING
"""
_TAKEN = "SELECT 1 FROM people_staff_credential WHERE user_name = $1"


class EngageStaff(Wish):
    """Password and one-time secret are made here; only the house itself may bring them along (demo)."""

    user_name: str = Field(pattern="^[a-z][a-z0-9._-]{2,40}$")
    given_name: str = Field(min_length=1, max_length=100)
    family_name: str = Field(min_length=1, max_length=100)
    email: str | None = Field(None, max_length=CONTACT_MAX)
    locale: Literal["kk", "ru", "en"] = "kk"
    password_hash: str | None = Field(None, max_length=300, repr=False)
    totp_secret: str | None = Field(None, max_length=64, repr=False)


class Engaged(BaseModel):
    """What the administrator hands over once; nobody can read it again."""

    model_config = ConfigDict(frozen=True)

    person_id: UUID
    password: str = Field(repr=False)
    totp_address: str = Field(repr=False)


@action("people.engage_staff", entry="people.staff_engaged", public=False, repeatable=False)
async def engage_staff(context: Context, wish: EngageStaff) -> Engaged:
    """Raises Invalid for a user name that is taken."""
    if (wish.password_hash or wish.totp_secret) and Role.SYSTEM not in context.actor.roles:
        raise Forbidden()
    if await value(_TAKEN, wish.user_name):
        raise Invalid("people.user_name_taken", field="user_name")
    password, secret = new_secret()[:PASSWORD_LENGTH], wish.totp_secret or totp.new_secret()
    person_id = new_id()
    await execute(_PERSON, person_id, wish.given_name, wish.family_name, wish.locale, context.now)
    sealed = seal(context.settings.secret_bytes, "people.totp", str(person_id), secret)
    await execute(
        _CREDENTIAL,
        person_id,
        wish.user_name,
        wish.password_hash or await hashed(password),
        sealed,
        context.now,
    )
    if wish.email:
        address = read_address(wish.email, field="email")
        await execute(
            _CONTACT,
            new_id(),
            person_id,
            address.channel,
            address.text,
            contact_digest(context, address),
            context.now,
        )
    context.record("people.staff_engaged", f"person:{person_id}")
    return Engaged(
        person_id=person_id, password=password, totp_address=totp.enrolment_address(secret, wish.user_name)
    )
