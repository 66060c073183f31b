"""Somebody joins the commission: named in public with post and part, as officials in office are (90-5(2))."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from petitions.considering.commission import MEMBERS_MAX, Part
from petitions.considering.models import MemberRow
from petitions.drafting import held, queries

_NAMED = "SELECT 1 FROM considering_member WHERE petition_id = $1 AND removed_at IS NULL AND lower(name) = lower($2)"


class AddMember(Wish):
    """``post``: what she is there as: an office, a deputy's seat, an association, the petition's author."""

    petition: str = Field(max_length=20)
    name: str = Field(min_length=3, max_length=120)
    post: str = Field(min_length=3, max_length=200)
    role: Literal["chair", "secretary", "member"]


async def about(context: Context, wish: AddMember) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.add_member", entry="petition.commission_joined", about=about)
async def add_member(context: Context, wish: AddMember) -> UUID:
    """Raises Invalid for whoever sits there already and for a second chair, Conflict where nothing is considered."""
    row = await held.hold(wish.petition)
    held.step(row, "take_step")
    if await value(_NAMED, row.id, wish.name):
        raise Invalid("petition.member_before", field="name")
    present = await MemberRow.filter(petition_id=row.id, removed_at=None)
    if Part(wish.role) is Part.CHAIR and any(each.role == Part.CHAIR for each in present):
        raise Invalid("petition.one_chair", field="role")
    if len(present) >= MEMBERS_MAX:
        raise Conflict("petition.commission_full", maximum=MEMBERS_MAX)
    await row.save(update_fields=["state"])
    made = await MemberRow.create(
        petition_id=row.id, name=wish.name, post=wish.post, role=wish.role, added_at=context.now
    )
    context.record("petition.commission_joined", row.ref, part=wish.role, members=len(present) + 1)
    return made.id
