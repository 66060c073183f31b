"""A meeting with the names that stand above its registration: the office and the place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Heading:
    """``place`` is None for the whole country."""

    meeting: Meeting
    agency: Agency
    place: Place | None


async def heading_of(context: Context, meeting: Meeting) -> Heading:
    return (await headings(context, [meeting]))[meeting.id]


async def heading_at(context: Context, ref: str) -> Heading:
    """Raises NotFound."""
    return await heading_of(context, await schedule.meeting(context, ref))


async def headings(context: Context, meetings: Iterable[Meeting]) -> dict[UUID, Heading]:
    """Of many at once, in their order."""
    wanted = list(meetings)
    bodies = await agencies.agencies(context, {each.agency_id for each in wanted})
    places = await territories.places(context, {each.place_code for each in wanted if each.place_code})
    return {
        each.id: Heading(each, bodies[each.agency_id], places.get(each.place_code or "")) for each in wanted
    }
