"""A recording goes from one state to the next, under the lock of its meeting."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.db import execute
from hearing_state.errors import Conflict, NotFound
from meetings.replay.queries import recording_of
from meetings.replay.recording import Recording, State
from meetings.schedule import lock

_SET = "UPDATE replay_recording SET state = $2, reason = $3, decided_at = $4, decided_by = $5 WHERE id = $1"


async def change(
    context: Context, ref: str, sources: tuple[State, ...], to: State, reason: str = ""
) -> Recording:
    meeting = await lock.hold(ref)
    found = await recording_of(meeting.id)
    if found is None:
        raise NotFound("replay.not_found")
    if found.state not in sources:
        raise Conflict("replay.not_in_this_state")
    await execute(_SET, found.id, to.value, reason, context.now, context.actor.person_id)
    return found
