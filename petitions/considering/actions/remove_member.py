"""Somebody leaves the commission. That she sat in it stays in the rows; the petition's page names who sits there today."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, NotFound
from hearing_state.permissions import Subject
from petitions.considering.commission import UNDER_WAY
from petitions.considering.models import MemberRow
from petitions.drafting import held, queries


class RemoveMember(Wish):
    petition: str = Field(max_length=20)
    member: UUID


async def about(context: Context, wish: RemoveMember) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.remove_member", entry="petition.commission_left", about=about)
async def remove_member(context: Context, wish: RemoveMember) -> None:
    """Raises NotFound for whoever does not sit there (any more), Conflict once it is decided: who decided stays named."""
    row = await held.hold(wish.petition)
    if row.state not in UNDER_WAY:
        raise Conflict("petition.not_in_this_state")
    found = await MemberRow.get_or_none(id=wish.member, petition_id=row.id, removed_at=None)
    if found is None:
        raise NotFound("petition.no_such_member")
    found.removed_at = context.now
    await found.save(update_fields=["removed_at"])
    left = await MemberRow.filter(petition_id=row.id, removed_at=None).count()
    context.record("petition.commission_left", row.ref, part=found.role, members=left)
