"""On a meeting's page: the agenda before it; afterwards who came, who spoke how long, and the clock of the results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.record import minutes_kept, wording
from meetings.record.recorded import recorded
from meetings.record.results_clock import clock_of
from meetings.schedule.meeting import Meeting, State

OVER = frozenset({State.HELD, State.RECORDED})


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    meeting: Meeting = thing
    if meeting.state is State.CANCELLED:
        return None
    found = await recorded(context, meeting)
    is_over = meeting.state in OVER
    return {
        "record": found,
        "polls": found.polls,
        "is_ahead": meeting.is_ahead,
        "has_happened": meeting.has_happened,
        "clock": await clock_of(context, meeting.ref) if is_over else None,
        "published": await minutes_kept.published_of(meeting.id) if is_over else [],
        "words": wording,
    }


PANEL = Panel(slot="meeting", order=40, template="meetings/record/panels/meeting.html", load=load)
