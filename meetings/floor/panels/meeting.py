"""On a meeting's page: the way into the hall once it is open. On its page of the workplace: the way to the chair's desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context, permitted
from hearing_state.web import Panel
from meetings.floor import queries
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State

OPEN = frozenset({State.ANNOUNCED, State.LIVE})


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    del context
    meeting: Meeting = thing
    if meeting.state not in OPEN:
        return None
    is_open = await queries.is_open(meeting.id)
    if not is_open and (meeting.state is not State.LIVE or not meeting.mode.is_online):
        return None
    return {"meeting": meeting, "is_open": is_open}


async def load_button(context: Context, thing: Any) -> Mapping[str, Any] | None:
    """While the meeting goes on, the way in stands above everything else."""
    del context
    meeting: Meeting = thing
    if meeting.state is not State.LIVE or not await queries.is_open(meeting.id):
        return None
    return {"meeting": meeting}


async def load_desk(context: Context, thing: Any) -> Mapping[str, Any] | None:
    meeting: Meeting = thing
    if meeting.state not in OPEN or not meeting.mode.is_online:
        return None
    if not permitted(context, "hall.give_turn", schedule.subject_of(meeting)):
        return None
    return {"meeting": meeting, "is_open": await queries.is_open(meeting.id)}


PANELS = (
    Panel(slot="meeting.buttons", order=5, template="meetings/floor/panels/button.html", load=load_button),
    Panel(slot="meeting", order=2, template="meetings/floor/panels/meeting.html", load=load),
    Panel(slot="meeting.desk", order=10, template="meetings/floor/panels/desk.html", load=load_desk),
)
