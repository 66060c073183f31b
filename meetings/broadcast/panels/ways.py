"""On the meeting's page and in the hall: look on without a seat. On the page of the recording: the whole broadcast again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.broadcast import queries
from meetings.broadcast.standing import is_broadcast
from meetings.schedule.meeting import Meeting


async def load_meeting(_context: Context, thing: Any) -> Mapping[str, Any] | None:
    meeting: Meeting = thing
    return {"meeting": meeting} if is_broadcast(meeting) else None


async def load_hall(context: Context, thing: Any) -> Mapping[str, Any] | None:
    return await load_meeting(context, thing.meeting)


async def load_replay(context: Context, thing: Any) -> Mapping[str, Any] | None:
    meeting: Meeting = thing.meeting
    return {"meeting": meeting} if await queries.kept(context, meeting) else None


PANELS = (
    Panel("meeting", 3, "meetings/broadcast/panels/meeting.html", load_meeting),
    Panel("hall", 50, "meetings/broadcast/panels/hall.html", load_hall),
    Panel("replay", 10, "meetings/broadcast/panels/replay.html", load_replay),
)
