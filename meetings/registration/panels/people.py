"""On the organiser's page of a meeting: who takes part, what must be provided for, who waits, which points want an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context, permitted
from hearing_state.web import Panel
from meetings.registration import office, queries, wording
from meetings.registration.entry import closed_because, is_door_open
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State

WAITING_SHOWN = 10


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    """Names for the own office alone; an auditor reads the numbers."""
    meeting: Meeting = thing
    if meeting.state is State.PLANNED:
        return None
    may = permitted(context, "registration.see_people", schedule.subject_of(meeting))
    return {
        "meeting": meeting,
        "counts": await queries.counts(context, meeting),
        "may": may,
        "wishes": await office.wishes(context, meeting) if may else [],
        "waiting": await office.waiting(context, meeting, WAITING_SHOWN) if may else [],
        "points": await office.points(context, meeting) if may else [],
        "is_open": not closed_because(meeting, context.now),
        "is_door_open": is_door_open(meeting, context.now),
        "words": wording,
    }


PANEL = Panel(slot="meeting.desk", order=20, template="meetings/registration/panels/people.html", load=load)
