"""Whether a meeting is broadcast at this moment, and whether the public may have its files. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from meetings.replay.recording import Recording, State
from meetings.schedule.meeting import Meeting
from meetings.schedule.meeting import State as MeetingState

GRACE = timedelta(minutes=5)
"""After the end: who is some seconds behind sees it to its end. Then the office decides, as it does about the recording."""


def is_broadcast(meeting: Meeting) -> bool:
    """Every meeting that goes on and is held online: all of them are public."""
    return meeting.state is MeetingState.LIVE and meeting.mode.is_online


def is_given(meeting: Meeting, recording: Recording | None, now: datetime) -> bool:
    """While it goes on and some minutes longer; later where its office has published the recording, until it withdraws it."""
    if recording is not None and recording.state is State.WITHDRAWN:
        return False
    if is_broadcast(meeting):
        return True
    if recording is not None and recording.is_published:
        return True
    return meeting.finished_at is not None and now < meeting.finished_at + GRACE
