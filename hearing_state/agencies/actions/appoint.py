"""An administrator appoints somebody to a post in a body."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries
from hearing_state.agencies.agency import Post
from hearing_state.db import execute, value
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject

_HOLD = "SELECT id FROM agencies_agency WHERE id = $1 FOR UPDATE"
_OTHER_HEAD = """
SELECT 1 FROM agencies_appointment p WHERE p.agency_id = $1 AND p.role = 'head'
   AND p.from_on <= coalesce($3::date, 'infinity') AND coalesce(p.until_on, 'infinity') >= $2
"""
_SAME_POST = """
SELECT 1 FROM agencies_appointment p WHERE p.agency_id = $1 AND p.person_id = $2 AND p.role = $3
   AND p.from_on <= coalesce($5::date, 'infinity') AND coalesce(p.until_on, 'infinity') >= $4
"""
_INSERT = """
INSERT INTO agencies_appointment (id, agency_id, person_id, holder_name, role, post_kk, post_ru, post_en, from_on, until_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""


class Appoint(Wish):
    """``person_id`` is empty for a head who is known by name only and does not sign in."""

    agency: str
    role: Post
    holder_name: str = Field(min_length=2, max_length=200)
    post_kk: str = Field(min_length=2, max_length=200)
    post_ru: str = Field(min_length=2, max_length=200)
    post_en: str = Field(min_length=2, max_length=200)
    from_on: date
    until_on: date | None = None
    person_id: UUID | None = None


class Appointed(BaseModel):
    model_config = ConfigDict(frozen=True)

    appointment_id: UUID


async def about(context: Context, wish: Appoint) -> Subject:
    """Belongs to whom it would raise: nobody appoints herself."""
    return replace(await queries.subject(context, wish.agency), owner=wish.person_id)


@action("agency.appoint", entry="agency.appointed", about=about)
async def appoint(context: Context, wish: Appoint) -> Appointed:
    """Raises Invalid for days in the wrong order, Conflict for a second head or the same post twice."""
    body = await queries.by_slug(context, wish.agency)
    await value(_HOLD, body.id)
    if body.is_dissolved:
        raise Conflict("agency.already_dissolved", day=body.dissolved_on)
    if wish.until_on is not None and wish.until_on < wish.from_on:
        raise Invalid("agency.ends_before_it_begins", field="until_on")
    if wish.person_id is None and wish.role is not Post.HEAD:
        raise Invalid("agency.person_needed", field="person_id")
    if wish.role is Post.HEAD and await value(_OTHER_HEAD, body.id, wish.from_on, wish.until_on):
        raise Conflict("agency.has_a_head")
    if wish.person_id and await value(
        _SAME_POST, body.id, wish.person_id, wish.role, wish.from_on, wish.until_on
    ):
        raise Conflict("agency.holds_that_post")
    posts = (wish.post_kk, wish.post_ru, wish.post_en)
    made = new_id()
    await execute(
        _INSERT,
        made,
        body.id,
        wish.person_id,
        wish.holder_name,
        wish.role,
        *posts,
        wish.from_on,
        wish.until_on,
    )
    context.record("agency.appointed", body.slug, role=wish.role.value, from_on=wish.from_on)
    context.tell("agency.appointed", body.slug, agency_id=str(body.id), role=wish.role.value)
    return Appointed(appointment_id=made)
