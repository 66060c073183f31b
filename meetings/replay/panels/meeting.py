"""On a meeting's page: it can be heard again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.replay.queries import recording_of
from meetings.schedule.meeting import Meeting


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    del context
    meeting: Meeting = thing
    found = await recording_of(meeting.id) if meeting.has_happened else None
    return {"meeting": meeting} if found and found.is_published else None


PANEL = Panel(slot="meeting", order=45, template="meetings/replay/panels/meeting.html", load=load)
