"""Reading broadcasts: who may have them is decided by the meeting and its recording (`standing`); the files lie on disk.

watched   the page of everybody    file   one file    kept   whether there is a whole broadcast to look at again
captioned, captions, caption   the same with captions, for players that show them by themselves
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.i18n import LANGUAGE_NAMES
from meetings.broadcast.standing import is_broadcast, is_given
from meetings.captions import webvtt
from meetings.captions.queries import written
from meetings.media.broadcast import playlist, shelf
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


async def captioned(context: Context, ref: str) -> str:
    """The playlist of a meeting that goes on, with its captions. Raises NotFound."""
    await _listing(context, ref)
    return playlist.captioned(LANGUAGE_NAMES)


async def captions(context: Context, ref: str, language: str) -> str:
    """The playlist of the captions in this language. Raises NotFound."""
    _meeting, listing = await _listing(context, ref)
    if language not in LANGUAGE_NAMES:
        raise NotFound("broadcast.not_found")
    return playlist.captions(listing, language)


async def caption(context: Context, ref: str, language: str, number: int) -> str:
    """What was written while the segment of that number was said, as WebVTT. Raises NotFound."""
    meeting, listing = await _listing(context, ref)
    if language not in LANGUAGE_NAMES or number >= len(listing.segments):
        raise NotFound("broadcast.not_found")
    segment = listing.segments[number]
    start, began_at = (datetime.fromtimestamp(each / 1000, UTC) for each in (segment.at_ms, listing.began_ms))
    lines = await written(
        meeting.id, language, start - webvtt.LONGEST, start + timedelta(seconds=segment.seconds)
    )
    return webvtt.segment(lines, start, segment.seconds, began_at=began_at)


async def _listing(context: Context, ref: str) -> tuple[Meeting, playlist.Listing]:
    """Of a broadcast that the public may have now. Raises NotFound."""
    meeting = await schedule.meeting(context, ref)
    found = None
    if await given(context, meeting):
        found = await asyncio.to_thread(shelf.read, folder_of(context.settings.data_dir, meeting.ref))
    if found is None or not found.segments:
        raise NotFound("broadcast.not_found")
    return meeting, found


async def given(context: Context, meeting: Meeting) -> bool:
    return is_given(meeting, await recording_of(meeting.id), context.now)


async def kept(context: Context, meeting: Meeting) -> bool:
    """Whether the public can look at the whole of it again."""
    is_there = (folder_of(context.settings.data_dir, meeting.ref) / WHOLE).is_file()
    return is_there and await given(context, meeting)
