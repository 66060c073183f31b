"""On the hall's page: that it is recorded, and who is not in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.floor.queries import Hall
from meetings.recording.queries import standing_of
from meetings.recording.standing import Run, is_recorded


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    del context
    hall: Hall = thing
    if not hall.meeting.mode.is_online or (hall.meeting.has_happened and not hall.is_live):
        return None
    standing = await standing_of(hall.meeting.id)
    if standing is not None and standing.run is Run.IMPOSSIBLE:
        return {"meeting": hall.meeting, "is_recorded": False, "is_now": False}
    return {"meeting": hall.meeting, "is_recorded": True, "is_now": is_recorded(hall.meeting)}


PANEL = Panel(slot="hall", order=5, template="meetings/recording/panels/hall.html", load=load)
