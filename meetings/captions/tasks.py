"""Captions whose meeting ended an hour ago are closed."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context, by_law
from hearing_state.db import rows
from hearing_state.jobs.listeners import every
from meetings.captions.actions.close import Close, close
from meetings.captions.captions import CLOSED_AFTER

_DUE = """
SELECT m.ref FROM schedule_meeting m
 WHERE m.finished_at <= $1 AND EXISTS (SELECT 1 FROM captions_line l WHERE l.meeting_id = m.id)
   AND NOT EXISTS (SELECT 1 FROM captions_closed c WHERE c.meeting_id = m.id) ORDER BY m.finished_at, m.ref LIMIT 200
"""


async def close_all_due(context: Context, _slot: datetime) -> None:
    for each in await rows(_DUE, context.now - CLOSED_AFTER):
        await by_law(context, close, Close(meeting=each["ref"]))


TIMETABLE = (every("captions.close", minutes=5, run=close_all_due, catch_up="latest"),)
