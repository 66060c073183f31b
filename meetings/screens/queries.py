"""What shared devices show: the hall with its newest captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearing_state.actions import Context
from meetings.captions import queries as captions
from meetings.captions.captions import Line
from meetings.floor import queries as floor
from meetings.floor.queries import Hall, Mine
from meetings.schedule.meeting import Meeting

WALL_LINES = 3
WALL_HANDS = 5


@dataclass(frozen=True, slots=True)
class Wall:
    """``hall``: None while its queue is not open. ``lines``: the newest captions, the newest at the end."""

    meeting: Meeting
    hall: Hall | None
    language: str
    lines: Sequence[Line]

    @property
    def is_waiting(self) -> bool:
        return self.meeting.is_ahead


async def wall(context: Context, ref: str, language: str = "") -> Wall:
    """Raises NotFound for no such meeting. ``language``: of the captions; empty for the reader's, where there are any."""
    found = await floor.hall(context, ref)
    hall = found if isinstance(found, Hall) else None
    meeting = hall.meeting if hall else found
    assert isinstance(meeting, Meeting)
    there = await captions.counted(meeting.id)
    language = captions.chosen(language or context.locale, there)
    lines = await captions.newest(meeting.id, language, WALL_LINES)
    return Wall(meeting, hall, language, [each for each in lines if each.text])


@dataclass(frozen=True, slots=True)
class Point:
    """``mine``: the device's own seat; None before it came in."""

    meeting: Meeting
    hall: Hall | None
    mine: Mine | None
    lines: Sequence[Line]
    language: str


async def point(context: Context, ref: str) -> Point:
    """Raises NotFound for no such meeting."""
    shown = await wall(context, ref)
    mine = shown.hall.mine if shown.hall else None
    return Point(shown.meeting, shown.hall, mine, shown.lines, shown.language)
