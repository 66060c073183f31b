"""On a meeting's page of the workplace: how its record stands, and the next step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context, permitted
from hearing_state.web import Panel
from meetings.record import minutes_kept, wording
from meetings.record.checklist import CheckState
from meetings.record.desk import checks
from meetings.record.recorded import recorded
from meetings.record.results_clock import clock_of
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    meeting: Meeting = thing
    if meeting.state is State.CANCELLED or not permitted(context, "record.see", schedule.subject_of(meeting)):
        return None
    found = await recorded(context, meeting)
    lines = await checks(context, found) if meeting.is_ahead else []
    return {
        "record": found,
        "meeting": meeting,
        "missing": sum(each.state is CheckState.MISSING for each in lines),
        "checks": len(lines),
        "in_work": await minutes_kept.in_work(meeting.id),
        "clock": None if meeting.is_ahead else await clock_of(context, meeting.ref),
        "words": wording,
    }


PANEL = Panel(slot="meeting.desk", order=40, template="meetings/record/panels/meeting_desk.html", load=load)
