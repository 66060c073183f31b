"""On a meeting's page of the workplace: its recording waits to be published, or is public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context, permitted
from hearing_state.web import Panel
from meetings.replay import wording
from meetings.replay.queries import recording_of
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    meeting: Meeting = thing
    if not meeting.has_happened or not permitted(context, "record.see", schedule.subject_of(meeting)):
        return None
    found = await recording_of(meeting.id)
    return {"meeting": meeting, "said": wording.STATES[found.state]} if found else None


PANEL = Panel(slot="meeting.desk", order=45, template="meetings/replay/panels/meeting_desk.html", load=load)
