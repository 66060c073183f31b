"""At the organisers' desks: the promises of one meeting, and what my offices owe soon or already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.web import Panel
from meetings.commitments import queries
from meetings.commitments.commitment import Verdict
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

SHOWN = 5


async def load_meeting(context: Context, thing: Any) -> Mapping[str, Any] | None:
    meeting: Meeting = thing
    if not meeting.has_happened:
        return None
    return {
        "meeting": meeting,
        "lines": await queries.of_meeting(context, meeting.id),
        "may_make": permitted(context, "commitment.make", schedule.subject_of(meeting)),
    }


async def load_desk(context: Context, thing: Any) -> Mapping[str, Any] | None:
    own: list[UUID] = thing
    filters = queries.Filters(agencies=tuple(own))
    overdue = await queries.firsts(context, "overdue", filters, SHOWN)
    due = await queries.firsts(context, "due", filters, SHOWN)
    soon = [each for each in due if each.verdict is Verdict.DUE_SOON]
    return {"lines": [*overdue, *soon][:SHOWN], "has_several": len(own) > 1} if overdue or soon else None


PANELS = (
    Panel(slot="meeting.desk", order=50, template="meetings/commitments/panels/meeting_desk.html", load=load_meeting),
    Panel(slot="meetings.desk", order=50, template="meetings/commitments/panels/meetings_desk.html", load=load_desk),
)  # fmt: skip
