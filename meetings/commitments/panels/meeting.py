"""On a meeting's page: what was promised in it, each with its clock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.commitments import queries
from meetings.schedule.meeting import Meeting


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    meeting: Meeting = thing
    if not meeting.has_happened:
        return None
    return {"meeting": meeting, "lines": await queries.of_meeting(context, meeting.id)}


PANEL = Panel(slot="meeting", order=50, template="meetings/commitments/panels/meeting.html", load=load)
