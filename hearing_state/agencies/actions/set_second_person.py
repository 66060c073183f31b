"""An administrator says whether a body's answers need a second pair of eyes before they are published."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries
from hearing_state.db import execute
from hearing_state.permissions import Subject


class SetSecondPerson(Wish):
    agency: str
    needed: bool


async def about(context: Context, wish: SetSecondPerson) -> Subject:
    return await queries.subject(context, wish.agency)


@action("agency.set_second_person", entry="agency.second_person_set", about=about)
async def set_second_person(context: Context, wish: SetSecondPerson) -> None:
    found = await queries.by_slug(context, wish.agency)
    await execute("UPDATE agencies_agency SET needs_second_person = $2 WHERE id = $1", found.id, wish.needed)
    context.record("agency.second_person_set", found.slug, needed=wish.needed)
