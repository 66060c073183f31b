"""What follows from a meeting's end: its pieces are joined, and years later its recording is forgotten."""

from __future__ import annotations

import asyncio
import shutil
from datetime import datetime
from pathlib import Path

from hearing_state.actions import Context, by_law
from hearing_state.clock import steady_seconds
from hearing_state.jobs.listeners import every
from meetings.media.broadcast import shelf
from meetings.recording.joining import conclude
from meetings.recording.queries import due
from meetings.replay import queries as replay
from meetings.replay.actions.forget import Forget, forget

_FOR_SECONDS = 8.0


async def join_ended(context: Context, _slot: datetime) -> None:
    """One after the other; who is not ready is looked at again a minute later, as after a death."""
    began = steady_seconds()
    for meeting in await due(context):
        if steady_seconds() - began < _FOR_SECONDS:
            await conclude(context, meeting)


async def forget_old(context: Context, _slot: datetime) -> None:
    """First the files, then the row that knows of them: killed in between, it is done again."""
    data_dir = context.settings.data_dir
    for ref, folder in await replay.outdated(context):
        await asyncio.to_thread(_forget_files, data_dir, ref, folder)
        await by_law(context, forget, Forget(meeting=ref))


def _forget_files(data_dir: Path, ref: str, folder: str) -> None:
    folders = [data_dir / replay.FOLDER / folder]
    folders += [shelf.folder_of(data_dir, ref, each) for each in (shelf.PUBLIC, shelf.KEPT)]
    for each in folders:
        if each.is_dir():
            shutil.rmtree(each)


TIMETABLE = (
    every("recording.join", minutes=1, run=join_ended, catch_up="latest", outward=True),
    every("recording.forget", at="04:20", run=forget_old, catch_up="latest", outward=True),
)
