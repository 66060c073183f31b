"""A keeper says each second how its recording goes. Not an action: a fact of the machine, and one a second would bury the log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hearing_state.db import execute
from meetings.recording.standing import Run

_BEAT = """
INSERT INTO recording_run (meeting_id, state, heard_at) VALUES ($1, $2, clock_timestamp())
ON CONFLICT (meeting_id) DO UPDATE SET state = $2, heard_at = clock_timestamp()
"""
_DONE = "UPDATE recording_run SET done_at = $2 WHERE meeting_id = $1"


async def beat(meeting: UUID, run: Run) -> None:
    await execute(_BEAT, meeting, run.value)


async def done(meeting: UUID, now: datetime) -> None:
    """Joined and handed over; or there was nothing to join."""
    await execute(_DONE, meeting, now)
