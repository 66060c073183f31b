"""On the organiser's page of a meeting: what comes first, what looks alike, what waits; the way to the queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context, permitted
from hearing_state.web import Panel
from meetings.asking import nearness, queries, wording
from meetings.asking.ahead import is_over
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State

SHOWN = 3


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    meeting: Meeting = thing
    if meeting.state is State.PLANNED:
        return None
    first = await queries.listed(context, meeting, "order", size=SHOWN)
    counts = await queries.counts(context, meeting.id)
    return {
        "meeting": meeting,
        "counts": counts,
        "lines": first.items,
        "alike": len(await nearness.proposals(context, meeting)) if counts.open > 1 else 0,
        "left": counts.open + counts.not_reached if is_over(meeting) else 0,
        "may": permitted(context, "asking.see_queue", schedule.subject_of(meeting)),
        "words": wording,
    }


PANEL = Panel(slot="meeting.desk", order=30, template="meetings/asking/panels/queue.html", load=load)
