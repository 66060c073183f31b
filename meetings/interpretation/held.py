"""What must hold while a booth is written: an open hall, and a microphone of one's own."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.errors import Conflict
from meetings.floor import held as floor
from meetings.interpretation.models import BoothRow
from meetings.schedule.meeting import Meeting, State


async def open_hall(ref: str) -> Meeting:
    """The meeting, locked until the transaction ends. Raises NotFound, Conflict where its hall is not open."""
    meeting, _hall = await floor.open_hall(ref, State.ANNOUNCED, State.LIVE)
    return meeting


async def own(context: Context, meeting: Meeting) -> BoothRow:
    """The booth of whoever acts. Raises Conflict where she has none."""
    found = await BoothRow.get_or_none(
        meeting_id=meeting.id, person_id=context.actor.person_id, ended_at__isnull=True
    )
    if found is None:
        raise Conflict("interpretation.no_microphone")
    return found


async def end(context: Context, booth: BoothRow) -> None:
    booth.ended_at = context.now
    await booth.save(update_fields=["ended_at"])
