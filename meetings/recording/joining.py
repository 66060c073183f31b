"""From the pieces of a meeting that is over to its recording: joined in a process of its own, then handed to the meeting's office.

Every step may be done again after a death: the pieces go only when the replay has the joined files.
``python -m meetings.recording.joining FOLDER MILLISECONDS`` joins one folder; the second is when the meeting ended.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from enum import IntEnum
from pathlib import Path

import structlog

from hearing_state.actions import Context, by_law
from hearing_state.clock import unix_milliseconds
from hearing_state.errors import Conflict
from meetings.media.recording.shelf import Shelf, read_listing
from meetings.recording.beat import done
from meetings.recording.hold import Hold
from meetings.recording.queries import folder_of, standing_of
from meetings.recording.standing import Run
from meetings.replay.actions.take import take
from meetings.replay.queries import recording_of
from meetings.replay.receiving import taken_from
from meetings.schedule.meeting import Meeting

log = structlog.get_logger("recording")

WHOLE = "whole"
"""Lies in the folder once all of it was joined."""
_COURTESY = 10
_WAIT_SECONDS = 12.0
"""Shorter than a job's lease. Who is not ready by then goes on, and the next look finds it."""


class Ended(IntEnum):
    """How the joining process ended. ``HELD``: its recorder still writes, or another joins it."""

    WELL = 0
    HELD = 75


async def conclude(context: Context, meeting: Meeting) -> bool:
    """Whether nothing is left to do about this meeting's recording. May be called at any time, by several at once."""
    folder = folder_of(context.settings.data_dir, meeting.ref)
    if not folder.is_dir():
        return await _without_folder(context, meeting)
    if not (folder / WHOLE).exists() and not await _joined(folder, meeting):
        return False
    await _hand_over(context, meeting, folder)
    await asyncio.to_thread(forget_pieces, folder)
    await done(meeting.id, context.now)
    return True


async def _without_folder(context: Context, meeting: Meeting) -> bool:
    """One that could not be recorded has no folder; another has it where its media server writes."""
    standing = await standing_of(meeting.id)
    if standing is not None and standing.run is Run.RUNNING:
        log.error("recording.not_in_this_data_directory", meeting=meeting.ref)
        return False
    await done(meeting.id, context.now)
    return True


async def _joined(folder: Path, meeting: Meeting) -> bool:
    ended_at = meeting.finished_at or meeting.ends_at
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "meetings.recording.joining", str(folder), str(round(ended_at.timestamp() * 1000)),
        stdin=asyncio.subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        async with asyncio.timeout(_WAIT_SECONDS):
            code = await process.wait()
    except TimeoutError:
        return False  # it goes on by itself
    if code not in set(Ended):
        log.error("recording.not_joined", meeting=meeting.ref, code=code)
    return code == Ended.WELL


async def _hand_over(context: Context, meeting: Meeting, folder: Path) -> None:
    listing = read_listing(folder)
    if not listing.joined:
        return
    found = await recording_of(meeting.id)
    if found is not None and found.folder == folder.name:
        return
    with suppress(Conflict):  # another one was published in the meantime: it stands
        await by_law(context, take, taken_from(listing, meeting.ref, folder.name))


def forget_pieces(folder: Path) -> None:
    for each in read_listing(folder).pieces:
        (folder / each.file).unlink(missing_ok=True)


def join_whole(folder: Path, ended_ms: int) -> Ended:
    """End what a dead recorder left open, join, and say so by a file."""
    from meetings.media.recording.joining import join

    hold = Hold.take(folder)
    if hold is None:
        return Ended.HELD
    try:
        listing = read_listing(folder)
        if not listing.is_closed:
            end_ms = ended_ms if listing.began_ms <= ended_ms else unix_milliseconds()
            Shelf.open(folder, end_ms).close()
        if not (folder / WHOLE).exists():
            join(folder)
            (folder / WHOLE).touch()
    finally:
        hold.let_go()
    return Ended.WELL


if __name__ == "__main__":
    os.nice(_COURTESY)
    sys.exit(join_whole(Path(sys.argv[1]), int(sys.argv[2])))
