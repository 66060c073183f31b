"""Reading broadcasts: who may have them is decided by the meeting and its recording (`standing`); the files lie on disk.

watched   the page of everybody    file   one file    kept   whether there is a whole broadcast to look at again
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from meetings.broadcast.standing import is_broadcast, is_given
from meetings.media.broadcast.playlist import FILE, LIVE, WHOLE
from meetings.media.broadcast.shelf import folder_of
from meetings.replay.queries import recording_of
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Watched:
    """``playlist``: of what there is to look at; empty where there is nothing (yet). ``is_live``: it goes on at this moment."""

    meeting: Meeting
    is_live: bool
    playlist: str


async def watched(context: Context, ref: str) -> Watched:
    """Raises NotFound for no such meeting."""
    meeting = await schedule.meeting(context, ref)
    if is_broadcast(meeting):
        return Watched(meeting, is_live=True, playlist=LIVE)
    return Watched(meeting, is_live=False, playlist=WHOLE if await kept(context, meeting) else "")


async def file(context: Context, ref: str, name: str) -> Path:
    """Where a file lies that the public may have now. Raises NotFound."""
    meeting = await schedule.meeting(context, ref)
    path = folder_of(context.settings.data_dir, meeting.ref) / name
    if not FILE.fullmatch(name) or not await given(context, meeting) or not path.is_file():
        raise NotFound("broadcast.not_found")
    return path


async def given(context: Context, meeting: Meeting) -> bool:
    return is_given(meeting, await recording_of(meeting.id), context.now)


async def kept(context: Context, meeting: Meeting) -> bool:
    """Whether the public can look at the whole of it again."""
    is_there = (folder_of(context.settings.data_dir, meeting.ref) / WHOLE).is_file()
    return is_there and await given(context, meeting)
