"""From the pieces of a meeting that is over to its recording: joined in a process of its own, then handed to the meeting's office.

Every step may be done again after a death: the pieces go only when the replay has the joined files.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from pathlib import Path

import structlog

from hearing_state.actions import Context, by_law
from hearing_state.errors import Conflict
from meetings.media.recording.shelf import read_listing
from meetings.recording.beat import done
from meetings.recording.joiner import WHOLE, Ended
from meetings.recording.queries import folder_of, standing_of
from meetings.recording.standing import Run
from meetings.replay.actions.take import take
from meetings.replay.queries import recording_of
from meetings.replay.receiving import taken_from
from meetings.schedule.meeting import Meeting

log = structlog.get_logger("recording")

_WAIT_SECONDS = 12.0
"""Shorter than a job's lease. Who is not ready by then goes on, and the next look finds it."""


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
        sys.executable, "-m", "meetings.recording.joiner", str(folder), str(round(ended_at.timestamp() * 1000)),
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
