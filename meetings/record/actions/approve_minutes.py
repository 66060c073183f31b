"""A second person has read the minutes and the list of issues, and stands for them."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.minutes import LIFECYCLE
from meetings.record.minutes_kept import hold_in_work
from meetings.record.sight import subject_of_proposal
from meetings.schedule import lock


class ApproveMinutes(Wish):
    """``revision``: of the text that was read."""

    meeting: str = Field(max_length=20)
    revision: int = Field(ge=0)


async def about(context: Context, wish: ApproveMinutes) -> Subject:
    return await subject_of_proposal(context, wish.meeting)


@action("minutes.approve", entry="minutes.approved", about=about, public=False)
async def approve_minutes(context: Context, wish: ApproveMinutes) -> None:
    """Raises Conflict where another text was proposed meanwhile; Forbidden for whoever proposed it."""
    meeting = await lock.hold(wish.meeting)
    row = await hold_in_work(meeting)
    row.state = LIFECYCLE.after(row.state, "approve")
    if row.revision != wish.revision:
        raise Conflict("minutes.saved_meanwhile", saved_at=row.saved_at)
    row.approved_at, row.approved_by = context.now, context.actor.person_id
    row.approver_kk, row.approver_ru = await held.signature_of(context, meeting)
    await row.save()
    held.happened(context, meeting, "minutes.approved", version=row.version)
