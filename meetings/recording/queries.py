"""Reading how recordings go.

standing_of   of one meeting, for whoever chairs    due   meetings that are over and whose pieces were not joined yet
folder_of     where a meeting's recording lies
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows
from meetings.recording.standing import Run, Standing
from meetings.replay.queries import FOLDER
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

_ONE = "SELECT state, extract(epoch FROM clock_timestamp() - heard_at)::float AS silent FROM recording_run WHERE meeting_id = $1"
# What nobody could join for a month lies on a disk that is gone.
_NOT_DONE = """
SELECT meeting_id FROM recording_run
 WHERE done_at IS NULL AND heard_at > clock_timestamp() - interval '30 days' ORDER BY heard_at
"""


async def standing_of(meeting: UUID) -> Standing | None:
    found = await row(_ONE, meeting)
    return Standing(Run(found["state"]), found["silent"]) if found else None


async def due(context: Context) -> Sequence[Meeting]:
    waiting = [each["meeting_id"] for each in await rows(_NOT_DONE)]
    found = await schedule.meetings(context, waiting)
    return [found[each] for each in waiting if each in found and found[each].has_happened]


def folder_of(data_dir: Path, ref: str) -> Path:
    return data_dir / FOLDER / ref.lower()
