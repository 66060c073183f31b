"""On a meeting's page: how many take part, whether there are seats, where one can listen together, and the way to register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.registration import queries, wording
from meetings.registration.entry import Kind, closed_because
from meetings.schedule.meeting import Meeting, State


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    """Of a meeting that is over, how many had registered; nothing where that was nobody."""
    meeting: Meeting = thing
    counts = await queries.counts(context, meeting)
    own = await queries.own(context, meeting.id)
    is_open = not closed_because(meeting, context.now)
    if not is_open and not counts.people and meeting.state is not State.PLANNED:
        return None
    if meeting.state is State.CANCELLED and not own:
        return None
    return {
        "meeting": meeting,
        "counts": counts,
        "mine": next((each for each in own if each.kind is Kind.PERSON), None),
        "own_points": [each for each in own if each.is_point],
        "points": await queries.listed_points(context, meeting.id) if counts.points else [],
        "is_open": is_open,
        "words": wording,
    }


async def load_button(context: Context, thing: Any) -> Mapping[str, Any] | None:
    """The first thing to do on the page: to register, or to look at what was registered."""
    meeting: Meeting = thing
    if closed_because(meeting, context.now):
        return None
    own = await queries.own(context, meeting.id)
    return {"meeting": meeting, "is_registered": any(each.kind is Kind.PERSON for each in own)}


PANELS = (
    Panel(
        slot="meeting.buttons",
        order=10,
        template="meetings/registration/panels/button.html",
        load=load_button,
    ),
    Panel(slot="meeting", order=20, template="meetings/registration/panels/meeting.html", load=load),
)
