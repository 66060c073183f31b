"""The clock of a meeting's results: ten calendar days from the day of the meeting itself (Decree 826 p. 3(5))."""

from __future__ import annotations

from hearing_state.actions import Context, by_law
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.actions.open_clock import OpenClock, open_clock
from hearing_state.deadlines.clock_view import ClockView
from meetings.schedule.meeting import Meeting

RULE = "meeting.results"


async def opened_clock(context: Context, meeting: Meeting) -> ClockView:
    """The clock, opened now where it is not there yet. The caller holds the meeting's row: there is one clock."""
    found = await clock_of(context, meeting.ref)
    if found is not None:
        return found
    wish = OpenClock(
        rule=RULE,
        about=meeting.ref,
        is_event=True,
        received_at=meeting.started_at or meeting.starts_at,
        agency=meeting.agency_id,
        place=meeting.place_code,
        title=meeting.title_kk,
        language="kk",
    )
    opened = await by_law(context, open_clock, wish)
    return await deadlines.clock(context, opened.clock)


async def clock_of(context: Context, ref: str) -> ClockView | None:
    clocks = await deadlines.clocks_of(context, ref)
    return next((each for each in clocks if each.rule.id == RULE), None)
