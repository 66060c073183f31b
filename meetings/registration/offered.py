"""The meetings that somebody may register for now, found by the name of a place: also those of the office above it."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.territories import queries as territories
from hearing_state.web.paging import PAGE_SIZE, Paged
from meetings.schedule.meeting import Meeting
from meetings.schedule.queries import COLUMNS, meeting_from

PLACES_MAX = 6
_OPEN = f"""
SELECT {COLUMNS}, count(*) OVER ()::int AS total FROM schedule_meeting m
 WHERE m.state = 'announced' AND m.starts_at > $1 AND ($2::text[] IS NULL OR m.place_code IS NULL OR m.place_code = ANY ($2::text[]))
 ORDER BY m.starts_at, m.id LIMIT {PAGE_SIZE} OFFSET $3
"""


async def meetings(context: Context, sought: str = "", number: int = 1) -> Paged[Meeting]:
    """The next first. ``sought``: a village, city or district; its meetings, those around it, those for the whole country."""
    codes = None
    if sought:
        found = await territories.search(context, sought, limit=PLACES_MAX)
        codes = sorted({code for each in found for code in each.place.line_codes})
    listed = await rows(_OPEN, context.now, codes, (number - 1) * PAGE_SIZE)
    total = listed[0]["total"] if listed else 0
    made = [meeting_from({name: each[name] for name in each if name != "total"}) for each in listed]
    return Paged(made, number, total)
