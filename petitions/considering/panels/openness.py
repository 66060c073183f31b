"""On the petition's page: who sits in the commission, and each draft that was or is before the public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from petitions.considering import wording
from petitions.considering.commission import members
from petitions.considering.discussion import comment_counts, discussions
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import State


async def load_members(context: Context, thing: Any) -> Mapping[str, Any] | None:
    row: PetitionRow = thing
    found = await members(context, row.id) if row.sent_at is not None else []
    return {"members": found, "parts": dict(wording.part_options())} if found else None


async def load_discussions(context: Context, thing: Any) -> Mapping[str, Any] | None:
    row: PetitionRow = thing
    found = await discussions(context, row.id) if row.sent_at is not None else []
    if not found:
        return None
    counts = await comment_counts(context, [each.id for each in found])
    return {"petition": row, "discussions": found, "counts": counts}


async def load_invitation(context: Context, thing: Any) -> Mapping[str, Any] | None:
    """While a draft is announced or comments are taken, the way to it stands on top."""
    row: PetitionRow = thing
    if row.state != State.CONSIDERING:
        return None
    found = [each for each in await discussions(context, row.id) if context.today <= each.closes_on]
    return (
        {"petition": row, "discussion": found[0], "is_open": context.today >= found[0].opens_on}
        if found
        else None
    )


_AT = "petitions/considering/panels"
MEMBERS = Panel(slot="petition", order=16, template=f"{_AT}/commission.html", load=load_members)
DISCUSSIONS = Panel(slot="petition", order=18, template=f"{_AT}/discussions.html", load=load_discussions)
INVITATION = Panel(slot="petition.top", order=15, template=f"{_AT}/invitation.html", load=load_invitation)
