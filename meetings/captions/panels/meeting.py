"""On a meeting's page and beside its minutes: what was said can be read in the captions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.captions import queries, wording
from meetings.schedule.meeting import Meeting


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    del context
    meeting: Meeting = thing
    there = await queries.counted(meeting.id) if meeting.has_happened else {}
    if not there:
        return None
    return {"meeting": meeting, "there": there, "languages": wording.LANGUAGES}


PANELS = tuple(
    Panel(slot=slot, order=46, template="meetings/captions/panels/meeting.html", load=load)
    for slot in ("meeting", "minutes")
)
