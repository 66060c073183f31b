"""A body was dissolved: its successor owes what it had promised. No day changes, and the first owner stays named."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from meetings.commitments import held
from meetings.commitments.commitment import EventKind, State
from meetings.commitments.models import CommitmentRow


class HandOver(Wish):
    from_agency: UUID
    to_agency: UUID


@action("commitment.hand_over", entry="commitment.handed_over")
async def hand_over(context: Context, wish: HandOver) -> int:
    """How many promises changed hands."""
    open_ones = CommitmentRow.filter(agency_id=wish.from_agency, state=State.PROMISED.value)
    found = await open_ones.select_for_update().order_by("id")
    for row in found:
        held.step(row, "hand_over")
        row.agency_id, row.owner_person_id = wish.to_agency, None
        await row.save()
        await held.happened(context, row, EventKind.HANDED_OVER, from_agency=wish.from_agency)
    if not found:
        context.record("commitment.handed_over", str(wish.from_agency), to=wish.to_agency, commitments=0)
    return len(found)
