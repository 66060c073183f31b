"""Somebody has proved her IIN, or shown it at a desk: which person she is. Inside the running action.

An IIN belongs to one person. Whoever proves one that another account has already keeps her own account, and counts as that one where a
person counts once.
"""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import execute, row, value
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from hearing_state.people.queries import iin_digest

# Two accounts that prove one number at the same moment come one after the other.
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 7215104))"
_HOLDER = "SELECT id FROM people_person WHERE iin_digest = $1"
_MINE = "SELECT iin_digest, one_with, given_name, family_name FROM people_person WHERE id = $1 FOR UPDATE"
_TAKE = "UPDATE people_person SET iin_digest = $2 WHERE id = $1"
_JOIN = "UPDATE people_person SET one_with = $2 WHERE id = $1"
_NAME = "UPDATE people_person SET given_name = $2, family_name = $3 WHERE id = $1 AND given_name = '' AND family_name = ''"
_NEW = """
INSERT INTO people_person (id, kind, given_name, family_name, locale, iin_digest, made_at) VALUES ($1, 'resident', $2, $3, $4, $5, $6)
"""


async def prove(context: Context, person_id: UUID, iin: str) -> UUID:
    """Who counts once. Raises Conflict where the account has proved another number before."""
    number = iin_digest(context, iin)
    await value(_ALONE, number)
    mine = await row(_MINE, person_id)
    holder = await value(_HOLDER, number)
    if mine is None:
        raise Conflict("people.not_found")
    if holder == person_id:
        return person_id
    if mine["iin_digest"] is not None or (mine["one_with"] is not None and mine["one_with"] != holder):
        raise Conflict("eds.other_person")
    if holder is None:
        await execute(_TAKE, person_id, number)
        return person_id
    if mine["one_with"] is None:
        await execute(_JOIN, person_id, holder)
        context.tell("person.joined", f"person:{holder}", account=str(person_id), human=str(holder))
    return UUID(str(holder))


async def with_iin(
    context: Context, iin: str, given_name: str, family_name: str, locale: str
) -> tuple[UUID, bool]:
    """The person who bears that number, and whether somebody new had to be written down."""
    number = iin_digest(context, iin)
    await value(_ALONE, number)
    holder = await value(_HOLDER, number)
    if holder is not None:
        return UUID(str(holder)), False
    made = new_id()
    await execute(_NEW, made, given_name, family_name, locale, number, context.now)
    return made, True


async def name_if_nameless(person_id: UUID, given_name: str, family_name: str) -> None:
    """The name of the proof, for an account that has said none yet."""
    await execute(_NAME, person_id, given_name, family_name)
