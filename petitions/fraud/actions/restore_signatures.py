"""Signatures that were found invalid count again: all of an invalidation, or those that were not given back yet."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from petitions.fraud import held, queries
from petitions.fraud.invalidation import REASON_MAX, REASON_MIN


class RestoreSignatures(Wish):
    petition: str = Field(max_length=20)
    number: int = Field(ge=1)
    reason: str = Field(min_length=REASON_MIN, max_length=REASON_MAX)


async def about(context: Context, wish: RestoreSignatures) -> Subject:
    return await queries.subject(context, wish.petition, wish.number)


@action("petition.restore_signatures", entry="petition.restoration_begun", about=about)
async def restore_signatures(context: Context, wish: RestoreSignatures) -> None:
    """In whatever state the petition is. Raises Conflict where nothing is to be given back, or another is under way."""
    petition, row = await held.hold(wish.petition, wish.number)
    held.step(row, "restore")
    if await held.is_in_motion(petition):
        raise Conflict("petition.invalidation_open")
    row.restore_reason, row.ended_at = wish.reason, None
    row.steps += 1
    await row.save(update_fields=["state", "restore_reason", "ended_at", "steps"])
    await held.happened(
        context, petition, row, "restoration_begun", signatures=row.invalid, text=row.restore_reason
    )
    held.go_on(context, petition, row)
