"""What follows from a meeting's end: its pieces are joined."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context
from hearing_state.clock import steady_seconds
from hearing_state.jobs.listeners import every
from meetings.recording.joining import conclude
from meetings.recording.queries import due

_FOR_SECONDS = 8.0


async def join_ended(context: Context, _slot: datetime) -> None:
    """One after the other; who is not ready is looked at again a minute later, as after a death."""
    began = steady_seconds()
    for meeting in await due(context):
        if steady_seconds() - began < _FOR_SECONDS:
            await conclude(context, meeting)


TIMETABLE = (every("recording.join", minutes=1, run=join_ended, catch_up="latest", outward=True),)
