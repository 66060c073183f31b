"""On a meeting's page: the first questions in the order, with their support, and the way to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.asking import order, queries, wording
from meetings.asking.ahead import closed_because
from meetings.schedule.meeting import Meeting, State

SHOWN = 5


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    """Before a meeting is announced nobody can ask; of one that is over, what became of the questions."""
    meeting: Meeting = thing
    if meeting.state is State.PLANNED:
        return None
    counts = await queries.counts(context, meeting.id)
    is_open = not closed_because(meeting, context.now)
    if not is_open and not counts.all:
        return None
    is_past = not counts.open and bool(counts.came_out)
    placed = await (order.past_lines if is_past else order.open_lines)(context, meeting.id)
    return {
        "meeting": meeting,
        "counts": counts,
        "lines": await queries.lines(context, placed[:SHOWN]),
        "is_open": is_open,
        "is_past": is_past,
        "words": wording,
    }


PANEL = Panel(slot="meeting", order=30, template="meetings/asking/panels/meeting.html", load=load)
