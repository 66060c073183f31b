"""On the hall's page: pages for a projector and for a listening point. On the organiser's page: the wall screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.floor.queries import Hall
from meetings.schedule.meeting import Meeting, State

OPEN = frozenset({State.ANNOUNCED, State.LIVE})


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    del context
    meeting = thing.meeting if isinstance(thing, Hall) else thing
    assert isinstance(meeting, Meeting)
    return {"meeting": meeting} if meeting.state in OPEN and meeting.mode.is_online else None


PANELS = (
    Panel(slot="hall", order=95, template="meetings/screens/panels/ways.html", load=load),
    Panel(slot="meeting.desk", order=11, template="meetings/screens/panels/desk.html", load=load),
)
