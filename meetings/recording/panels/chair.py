"""On the desk of whoever chairs: how the recording goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.i18n import _
from hearing_state.web import Panel
from meetings.recording.queries import standing_of
from meetings.recording.standing import is_recorded, told
from meetings.recording.words import SAID
from meetings.schedule.meeting import Meeting


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    del context
    meeting: Meeting = thing
    if not is_recorded(meeting):
        return None
    found = told(await standing_of(meeting.id))
    return {"said": _(SAID[found]), "is_trouble": found.is_trouble}


PANEL = Panel(slot="hall.chair", order=10, template="meetings/recording/panels/chair.html", load=load)
