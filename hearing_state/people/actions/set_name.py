"""Somebody writes down her name, or corrects it."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.people.queries import own_subject

_UPDATE = "UPDATE people_person SET given_name = $2, family_name = $3 WHERE id = $1"


class SetName(Wish):
    given_name: str = Field(min_length=1, max_length=100)
    family_name: str = Field(min_length=1, max_length=100)


@action("people.set_name", entry="people.name_set", about=own_subject, public=False)
async def set_name(context: Context, wish: SetName) -> None:
    await execute(_UPDATE, context.actor.person_id, wish.given_name, wish.family_name)
