"""Demo: the first meeting with results was recorded, and its office has given the recording to the public."""

from __future__ import annotations

import asyncio
import hashlib
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import structlog

from hearing_state.actions import Context, by_law
from hearing_state.permissions import Actor, Grant, Role
from meetings.replay.actions.publish import Publish, publish
from meetings.replay.actions.take import Take, TakenFile, take
from meetings.replay.queries import FOLDER, recording_of
from meetings.schedule import demo as calendar
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

log = structlog.get_logger("demo")

RECORDED = "water"
HOURS_TO_PUBLISH = 16


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    """Nothing where that meeting is not there or has a recording, or where sound and picture cannot be written here."""
    ref = dict(await calendar.refs(context)).get(RECORDED)
    if ref is None:
        return
    meeting = await schedule.meeting(context, ref)
    if meeting.started_at is None or meeting.finished_at is None or await recording_of(meeting.id):
        return
    seconds = round((meeting.finished_at - meeting.started_at).total_seconds())
    name = f"demo-{ref.lower()}"
    folder = context.settings.data_dir / FOLDER / name
    if not await _written(folder, seconds):
        log.warning("demo.not_recorded", meeting=ref)
        return
    files = [TakenFile(name=each.name, sha256=_digest(each)) for each in sorted(folder.glob("*.webm"))]
    at = meeting.finished_at + timedelta(minutes=5)
    wish = Take(meeting=ref, folder=name, begun_at=meeting.started_at, seconds=seconds, files=tuple(files))
    await by_law(replace(context, now=at), take, wish)
    await publish(_office(context, people, meeting), Publish(meeting=ref))


async def _written(folder: Path, seconds: int) -> bool:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "meetings.media.recording.sample", str(folder), str(seconds),
        stdin=asyncio.subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    return await process.wait() == 0


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _office(context: Context, people: Mapping[str, UUID], meeting: Meeting) -> Context:
    grant = Grant(Role.OFFICIAL, meeting.agency_id)
    actor = Actor(people["official"], frozenset({grant}))
    at = (meeting.finished_at or context.now) + timedelta(hours=HOURS_TO_PUBLISH)
    return replace(context, actor=actor, now=min(at, context.now))
