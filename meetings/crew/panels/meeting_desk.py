"""On a meeting's page of the workplace: captioners and interpreters are appointed here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context, permitted
from hearing_state.web import Panel
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State

OPEN = frozenset({State.PLANNED, State.ANNOUNCED, State.LIVE})


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    meeting: Meeting = thing
    if meeting.state not in OPEN or not permitted(context, "crew.appoint", schedule.subject_of(meeting)):
        return None
    return {"meeting": meeting}


PANEL = Panel(slot="meeting.desk", order=12, template="meetings/crew/panels/meeting_desk.html", load=load)
