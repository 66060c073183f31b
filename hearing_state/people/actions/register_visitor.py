"""An operator of a service centre writes down who has come, to act for that person."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, value
from hearing_state.errors import Invalid
from hearing_state.ids import new_id
from hearing_state.people import iin
from hearing_state.people.contact import CONTACT_MAX, read_address
from hearing_state.people.queries import contact_digest, iin_digest

_PERSON = """
INSERT INTO people_person (id, kind, given_name, family_name, locale, iin_digest, made_at)
VALUES ($1, 'resident', $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id
"""
_BY_IIN = "SELECT id FROM people_person WHERE iin_digest = $1"
# A telephone that somebody else has stays with her: families share one. Who has a contact already keeps it alone: a
# contact opens the account, and knowing somebody's IIN at a desk must not.
_CONTACT = """
INSERT INTO people_contact (id, person_id, channel, address, address_digest, made_at)
SELECT $1::uuid, $2::uuid, $3, $4, $5::bytea, $6::timestamptz WHERE NOT EXISTS (SELECT 1 FROM people_contact WHERE person_id = $2::uuid)
ON CONFLICT DO NOTHING
"""
_VISIT = "INSERT INTO people_visit (id, person_id, operator_id, made_at) VALUES ($1, $2, $3, $4)"


class RegisterVisitor(Wish):
    given_name: str = Field(min_length=1, max_length=100)
    family_name: str = Field(min_length=1, max_length=100)
    contact: str | None = Field(None, max_length=CONTACT_MAX)
    iin: str | None = Field(None, max_length=12, repr=False)
    locale: Literal["kk", "ru", "en"] = "kk"


class Registered(BaseModel):
    model_config = ConfigDict(frozen=True)

    person_id: UUID


@action("people.register_visitor", entry="people.visitor_registered", public=False)
async def register_visitor(context: Context, wish: RegisterVisitor) -> Registered:
    """The same IIN is the same person; without one, somebody new. Raises Invalid for a wrong IIN or contact."""
    if wish.iin is not None and not iin.is_valid(wish.iin):
        raise Invalid("people.iin_wrong", field="iin")
    address = read_address(wish.contact) if wish.contact else None
    number = iin_digest(context, wish.iin) if wish.iin else None
    person_id = await value(
        _PERSON, new_id(), wish.given_name, wish.family_name, wish.locale, number, context.now
    )
    if person_id is None:
        person_id = await value(_BY_IIN, number)
    if address is not None:
        digest = contact_digest(context, address)
        await execute(_CONTACT, new_id(), person_id, address.channel, address.text, digest, context.now)
    if context.actor.person_id is not None:
        await execute(_VISIT, new_id(), person_id, context.actor.person_id, context.now)
    context.record("people.visitor_registered", f"person:{person_id}")
    return Registered(person_id=person_id)
