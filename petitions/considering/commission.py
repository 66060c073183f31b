"""Who sits in the commission of a petition's consideration, and with which part (90-5(2)). The law names neither number nor parts."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from hearing_state.actions import Context
from petitions.considering.models import MemberRow
from petitions.drafting.petition import State

MEMBERS_MAX = 50
UNDER_WAY = (State.REGISTERED, State.CONSIDERING)
"""Where there is something to consider yet."""


class Part(StrEnum):
    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"


async def members(context: Context, petition_id: UUID) -> list[MemberRow]:
    """Who sits in it today: its chair, its secretary, then the others as they came."""
    del context
    found = await MemberRow.filter(petition_id=petition_id, removed_at=None).order_by("added_at", "id")
    order = list(Part)
    return sorted(found, key=lambda each: order.index(Part(each.role)))
