"""Where an asker may say that she lives: in the territory whose people are met, offered without scripts."""

from __future__ import annotations

from collections.abc import Iterable

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.schedule.meeting import Meeting

NEAR_MAX = 40
"""A place with more parts than these is not opened out in a list."""


async def offered(context: Context, meeting: Meeting, known: Iterable[str]) -> list[tuple[str, str]]:
    """First what is known of the reader (chosen in the form, her place on this site), then the meeting's place and what lies in it."""
    options: dict[str, str] = {}
    for code in known:
        found = await _within(context, meeting, code)
        if found is not None:
            options.setdefault(found.code, found.name)
    near = await territories.children(context, meeting.place_code)
    if meeting.place_code is not None:
        own = await territories.place(context, meeting.place_code)
        options.setdefault(own.code, own.name)
    for each in near if len(near) <= NEAR_MAX else ():
        options.setdefault(each.code, each.name)
    return list(options.items())


async def _within(context: Context, meeting: Meeting, code: str) -> Place | None:
    """None for no place, or one that lies elsewhere."""
    try:
        found = await territories.place(context, code) if code else None
    except NotFound:
        return None
    if found is None or (meeting.place_code is not None and meeting.place_code not in found.line_codes):
        return None
    return found
