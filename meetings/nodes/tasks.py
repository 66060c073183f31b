"""A meeting that is over lives on no node any more."""

from __future__ import annotations

from hearing_state.actions import Context, by_law
from hearing_state.errors import NotFound
from hearing_state.jobs.listeners import Told, job
from meetings.nodes.actions.release_meeting import ReleaseMeeting, release_meeting
from meetings.schedule import queries as schedule


@job("meeting.held")
async def release_held(context: Context, told: Told) -> None:
    await _release(context, told.about)


@job("meeting.cancelled")
async def release_cancelled(context: Context, told: Told) -> None:
    await _release(context, told.about)


async def _release(context: Context, ref: str) -> None:
    try:
        meeting = await schedule.meeting(context, ref)
    except NotFound:
        return
    await by_law(context, release_meeting, ReleaseMeeting(meeting=meeting.id))


LISTENERS = (release_held, release_cancelled)
